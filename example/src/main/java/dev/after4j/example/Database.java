package dev.after4j.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;

/** An H2 file behind a connection pool. */
final class Database implements AutoCloseable {
    /** No shutdown hook of H2's own, which would close the file under running tasks; commits at once; no trace file. */
    private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    private static final String SCHEMA = """
            create table if not exists orders
                (number bigint generated always as identity primary key, item varchar, quantity int, email varchar);
            create table if not exists activity
                (at timestamp with time zone, what varchar, session varchar, user_agent varchar);
            alter table activity add column if not exists request varchar default 'none';
            create table if not exists ended_task
                (at timestamp with time zone, name varchar, scope varchar, ended varchar, ran_millis bigint, error varchar);
            """;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** {@code name} is that of the file, without its ending. */
    static Database open(String name) {
        if (name.isBlank()) throw new CannotStartException("DATABASE must name a file, but is empty");
        Path file = Path.of(name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + file.toAbsolutePath() + OPTIONS);
        try {
            Database database = new Database(new HikariDataSource(config));
            database.jdbi.useHandle(handle -> handle.createScript(SCHEMA).execute());
            return database;
        } catch (PoolInitializationException refused) {
            throw new CannotStartException("The database " + file + explain(refused));
        }
    }

    private static String explain(PoolInitializationException refused) {
        return refused.getCause() instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? " is in use by another process; stop that one, or set DATABASE to another file"
                : " cannot be opened: " + refused.getMessage();
    }

    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
