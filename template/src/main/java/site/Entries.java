package site;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** In memory; a database of yours comes here. */
final class Entries {
    private final List<Entry> all = new CopyOnWriteArrayList<>();

    Entries() {
        add("Ada", "The first entry of this book.");
    }

    List<Entry> all() {
        return all;
    }

    Optional<Entry> find(int number) {
        return all.stream().filter(entry -> entry.number() == number).findFirst();
    }

    synchronized Entry add(String author, String text) {
        Entry entry = new Entry(all.size() + 1, author, text);
        all.add(entry);
        return entry;
    }
}
