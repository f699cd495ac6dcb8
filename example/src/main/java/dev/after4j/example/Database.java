package dev.after4j.example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** An H2 file behind a connection pool. */
public final class Database implements AutoCloseable {
    /** No shutdown hook of H2's own, which would close the file under running tasks; commits at once; no trace file. */
    private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** {@code name} is that of the file, without its ending. What is not there yet is made: the file, the tables, the teas. */
    public static Database open(String name) {
        if (name.isBlank()) throw new CannotStartException("DATABASE must name a file, but is empty");
        Path file = Path.of(name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + file.toAbsolutePath() + OPTIONS);
        try {
            Database database = new Database(new HikariDataSource(config));
            database.jdbi.useTransaction(Database::fill);
            return database;
        } catch (PoolInitializationException refused) {
            throw new CannotStartException("The database " + file + explain(refused));
        }
    }

    private static void fill(Handle handle) {
        handle.createScript(script("schema.sql")).execute();
        boolean isEmpty =
                handle.createQuery("select count(*) from tea").mapTo(int.class).one() == 0;
        if (isEmpty) handle.createScript(script("seed.sql")).execute();
    }

    private static String script(String name) {
        try (InputStream script = Database.class.getResourceAsStream("/database/" + name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String explain(PoolInitializationException refused) {
        return refused.getCause() instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? " is in use by another process; stop that one, or set DATABASE to another file"
                : " cannot be opened: " + refused.getMessage();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        pool.close();
    }
}
