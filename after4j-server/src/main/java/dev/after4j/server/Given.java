package dev.after4j.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was set where, as text: in arguments, else in the environment, else as system properties. */
final class Given {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)?");

    /** A value, and where it stands. */
    private record Value(String place, String text) {
        Path folder() {
            try {
                if (!text.isBlank()) return Path.of(text);
            } catch (InvalidPathException ignored) {
                // refused below
            }
            throw refused("a folder");
        }

        SettingsException refused(String allowed) {
            return new SettingsException(place + " must be " + allowed + ", but is '" + text + "'");
        }
    }

    private final Map<Option, Value> values = new EnumMap<>(Option.class);
    private @Nullable Command command;
    private @Nullable String target;

    Given(String[] arguments, Map<String, String> environment, Function<String, @Nullable String> properties) {
        for (String argument : arguments)
            if (argument.startsWith("--")) addOption(argument);
            else addCommand(argument);
        for (Option option : Option.values()) {
            addUnlessSet(option, option.variable(), environment.get(option.variable()));
            if (option == Option.PORT) addUnlessSet(option, "PORT", environment.get("PORT")); // what platforms set
            addUnlessSet(option, option.property(), properties.apply(option.property()));
        }
    }

    private void addOption(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Option option = Option.of(name);
        if (equals < 0) throw new SettingsException(name + " needs a value: " + name + "=..");
        values.put(option, new Value(name, argument.substring(equals + 1)));
    }

    private void addCommand(String word) {
        if (command == Command.EXPORT && target == null) {
            target = word;
            return;
        }
        if (command != null) throw new SettingsException("One command, not '" + command + "' and '" + word + "'");
        command = Command.of(word);
    }

    private void addUnlessSet(Option option, String place, @Nullable String text) {
        if (text != null) values.putIfAbsent(option, new Value(place, text));
    }

    Command command() {
        return command == null ? Command.START : command;
    }

    /** The folder that an export writes. */
    Optional<Path> target() {
        if (command == Command.EXPORT && target == null)
            throw new SettingsException("export needs the folder to write to: export site");
        return Optional.ofNullable(target).map(text -> new Value("The folder of the export", text).folder());
    }

    Optional<Integer> number(Option option, int least, int most) {
        return value(option).map(value -> {
            long number = value.text.matches("\\d{1,10}") ? Long.parseLong(value.text) : -1;
            if (number >= least && number <= most) return (int) number;
            throw value.refused("a number from " + least + " to " + most);
        });
    }

    Optional<Duration> duration(Option option) {
        return value(option).map(value -> {
            Duration duration = duration(value.text);
            if (duration.isZero()) throw value.refused("a time such as 500ms, 10s or 2m, longer than none");
            return duration;
        });
    }

    /** Zero if it is none. */
    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) return Duration.ZERO;
        long amount = Long.parseLong(parts.group(1));
        if ("ms".equals(parts.group(2))) return Duration.ofMillis(amount);
        return "m".equals(parts.group(2)) ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
    }

    boolean flag(Option option, boolean otherwise) {
        return value(option)
                .map(value -> {
                    if (value.text.equals("on") || value.text.equals("off")) return value.text.equals("on");
                    throw value.refused("on or off");
                })
                .orElse(otherwise);
    }

    Optional<String> text(Option option, Pattern form, String allowed) {
        return value(option).map(value -> {
            if (form.matcher(value.text).matches()) return value.text;
            throw value.refused(allowed);
        });
    }

    Optional<Path> folder(Option option) {
        return value(option).map(Value::folder);
    }

    private Optional<Value> value(Option option) {
        return Optional.ofNullable(values.get(option));
    }
}
