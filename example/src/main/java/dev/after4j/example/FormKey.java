package dev.after4j.example;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The random key in a form, which the table holds once: a form that is sent twice is taken once. */
public final class FormKey {
    private FormKey() {}

    /** Runs an insert; false if there is a row of that key already. */
    public static boolean insertOnce(Jdbi jdbi, String insert, @Nullable Object... values) {
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
