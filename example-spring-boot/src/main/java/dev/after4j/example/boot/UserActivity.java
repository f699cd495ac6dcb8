package dev.after4j.example.boot;

import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users did. */
@Service
class UserActivity {
    private final JdbcClient database;

    UserActivity(JdbcClient database) {
        this.database = database;
    }

    /** Called in a task: a transaction of its own. */
    @Transactional
    void log(String what, String session, String userAgent) {
        database.sql("insert into activity values (current_timestamp, ?, ?, ?)")
                .params(what, session, userAgent)
                .update();
    }

    /** The newest first. */
    List<Activity> latest() {
        return database.sql("select * from activity order by at desc limit 50")
                .query(DataClassRowMapper.newInstance(Activity.class))
                .list();
    }
}
