package site;

import static dev.after4j.After.after;
import static dev.after4j.app.Revalidation.revalidatePath;

import dev.after4j.TaskOptions;
import dev.after4j.app.Action;
import dev.after4j.app.Form;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class SignAction implements Action {
    private static final Logger LOG = LoggerFactory.getLogger(SignAction.class);
    private static final TaskOptions MAIL = TaskOptions.named("mail to the owner");

    record Signed(String author, String text) {
        Signed {
            if (author.length() > 50) throw new IllegalArgumentException("A name has 50 characters at most");
        }
    }

    private final Entries entries;

    SignAction(Entries entries) {
        this.entries = entries;
    }

    @Override
    public Result submit(Form form) {
        for (String field : List.of("author", "text"))
            if (form.text(field).orElse("").isBlank()) form.reject(field, "is missing");
        Optional<Signed> signed = form.as(Signed.class);
        if (signed.isEmpty()) return form.again();
        Entry entry = entries.add(signed.get().author(), signed.get().text());
        revalidatePath("/"); // who has signed sees the entry there
        after(MAIL, () -> {
            Thread.sleep(2000); // as slow as mail servers are
            LOG.info("mail sent: {} has signed", entry.author());
        });
        return Signal.redirect("/entries/" + entry.number());
    }
}
