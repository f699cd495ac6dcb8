package dev.after4j.example.boot;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what users did. */
@RestController
class ActivityRoute {
    private final UserActivity userActivity;

    ActivityRoute(UserActivity userActivity) {
        this.userActivity = userActivity;
    }

    @GetMapping("/activity")
    List<Activity> get() {
        return userActivity.latest();
    }
}
