package dev.after4j.example.activity;

import dev.after4j.AfterRuntime;
import dev.after4j.TaskInfo;
import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;
import java.util.List;

/** Shows what users did, and what became of the tasks. */
public final class ActivityPage implements Page {
    private final UserActivity userActivity;
    private final TaskLog taskLog;
    private final AfterRuntime runtime;
    private final Jte jte;

    public ActivityPage(UserActivity userActivity, TaskLog taskLog, AfterRuntime runtime, Jte jte) {
        this.userActivity = userActivity;
        this.taskLog = taskLog;
        this.runtime = runtime;
        this.jte = jte;
    }

    /** It reads nothing of a request, so that it could be kept; but it is looked at for what is new. */
    @Override
    public Prerender prerender() {
        return Prerender.NEVER;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Activity").robots("noindex");
    }

    @Override
    public Html render(Request request) {
        List<TaskInfo> pending = runtime.pendingTasks().stream()
                .filter(task -> !TaskLog.isOfActivityPage(task))
                .toList();
        return jte.view("activity.jte")
                .with("activities", userActivity.latest())
                .with("pending", pending)
                .with("ended", taskLog.latest());
    }
}
