package dev.after4j.example;

import dev.after4j.AfterRuntime;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** Shows what users did, and what became of the tasks. */
final class ActivityPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final UserActivity userActivity;
    private final TaskLog taskLog;
    private final AfterRuntime runtime;

    ActivityPage(UserActivity userActivity, TaskLog taskLog, AfterRuntime runtime) {
        this.userActivity = userActivity;
        this.taskLog = taskLog;
        this.runtime = runtime;
    }

    Answer get(Request request) {
        StringOutput page = new StringOutput();
        Map<String, Object> shown = Map.of(
                "time",
                TIME,
                "activities",
                userActivity.latest(),
                "pending",
                runtime.pendingTasks(),
                "ended",
                taskLog.latest());
        templates.render("activity.jte", shown, page);
        return Answer.html(page.toString());
    }
}
