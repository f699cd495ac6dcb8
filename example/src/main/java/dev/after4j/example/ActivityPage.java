package dev.after4j.example;

import dev.after4j.AfterRuntime;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Shows what users did, and what became of the tasks. */
final class ActivityPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final UserActivity userActivity;
    private final TaskLog taskLog;
    private final AfterRuntime runtime;
    private final Templates templates;

    ActivityPage(UserActivity userActivity, TaskLog taskLog, AfterRuntime runtime, Templates templates) {
        this.userActivity = userActivity;
        this.taskLog = taskLog;
        this.runtime = runtime;
        this.templates = templates;
    }

    Response show(Request request) {
        return templates.page(
                "activity.jte",
                Map.of(
                        "time",
                        TIME,
                        "activities",
                        userActivity.latest(),
                        "pending",
                        runtime.pendingTasks(),
                        "ended",
                        taskLog.latest()));
    }
}
