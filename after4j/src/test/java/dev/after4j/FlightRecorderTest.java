package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Fixture;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    @Test
    void r04_registeredStartedAndEndedAreRecordedWithTaskAndScope(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("after4j.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.after4j.*");
            recording.start();
            new Fixture().exchange(() -> after(TaskOptions.named("mail"), () -> {}));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.after4j."))
                .toList();
        assertThat(events)
                .extracting(event -> event.getEventType().getLabel())
                .containsExactly("Task registered", "Task started", "Task ended");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getString("task")).isEqualTo("mail");
            assertThat(event.getString("scope")).isEqualTo("POST /orders/7");
        });
        assertThat(events.get(2).getString("end")).isEqualTo("SUCCEEDED");
    }
}
