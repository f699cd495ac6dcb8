package kit;

import static dev.after4j.After.after;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.after4j.TaskOptions;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AfterExtension.class)
class KitTest {
    private final List<String> audit = new ArrayList<>();

    @Test
    void tasksRunAfterTheFinish(AfterKit kit) {
        kit.handle(() -> after(TaskOptions.named("audit"), () -> audit.add("placed")));
        assertEquals(List.of("audit"), kit.registered());
        assertEquals(List.of(), audit);
        kit.finish();
        assertEquals(List.of("placed"), audit);
    }
}
