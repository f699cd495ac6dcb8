package dev.after4j.spring;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The database of a {@link ShutdownApplication}, which outlives it. */
record DoneTasks(String url) {
    List<String> arguments() {
        // else the database closes itself at the signal, under whatever is being written
        String open = url + ";DB_CLOSE_ON_EXIT=FALSE";
        return List.of("--spring.datasource.url=" + open, "--spring.datasource.username=sa");
    }

    /** Rows that tasks have written. */
    int count() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                ResultSet count = connection.createStatement().executeQuery("select count(*) from done")) {
            count.next();
            return count.getInt(1);
        }
    }
}
