package dev.after4j.test.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalsTest {
    @Test
    void aProcessStandsStillUntilItIsContinuedAndEndsWhenItIsKilled() throws Exception {
        Path proc = Path.of("/proc");
        assumeTrue(Files.isDirectory(proc), "what a process does is read from /proc, which this system does not have");
        Process process = new ProcessBuilder("cat").start();
        try (OutputStream input = process.getOutputStream()) {
            Signals.STOP.send(process.pid());
            Path state = proc.resolve(process.pid() + "/stat");
            while (!Files.readString(state).contains(") T ")) Thread.onSpinWait();
            input.write("line\n".getBytes(StandardCharsets.UTF_8));
            input.flush();
            Signals.CONT.send(process.pid());
            assertThat(process.inputReader().readLine()).isEqualTo("line");
            Signals.KILL.send(process.pid());
            assertThat(process.waitFor()).isEqualTo(128 + 9);
        }
        assertThatThrownBy(() -> Signals.CONT.send(process.pid())).hasMessageContaining("has it ended?");
    }
}
