package dev.after4j.example;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** A row of a table that has each of its kind once, whoever sends it how often. */
public final class UniqueRow {
    private UniqueRow() {}

    /** Runs an insert; false if the row is there already. */
    public static boolean insert(Jdbi jdbi, String insert, @Nullable Object... values) {
        try {
            jdbi.useHandle(handle -> handle.execute(insert, values));
            return true;
        } catch (UnableToExecuteStatementException refused) {
            if (isDuplicate(refused)) return false;
            throw refused;
        }
    }

    private static boolean isDuplicate(UnableToExecuteStatementException refused) {
        return refused.getCause() instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DUPLICATE_KEY_1;
    }
}
