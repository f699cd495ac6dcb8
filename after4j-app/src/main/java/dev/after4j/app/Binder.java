package dev.after4j.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Makes values of the texts of a form; what does not fit becomes an error of the form. */
final class Binder {
    private final Form form;
    private final JsonMapper mapper;

    Binder(Form form, JsonMapper mapper) {
        this.form = form;
        this.mapper = mapper;
    }

    @SuppressWarnings("unchecked") // a class may be that of a primitive, which cannot cast
    <T> @Nullable T value(String name, Class<T> type) {
        return (T) convert(name, form.text(name).orElse(null), mapper.constructType(type));
    }

    <T extends Record> Optional<T> record(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) values[i] = component(components[i]);
        if (form.hasErrors()) {
            checkTheOthers(type, components, values);
            return Optional.empty();
        }
        T made = make(type, components, values);
        if (made != null) Constraints.check(made).forEach(form::reject);
        return form.hasErrors() ? Optional.empty() : Optional.ofNullable(made);
    }

    /** So that a client is told of all mistakes at once, and not of some more when those are mended. */
    private void checkTheOthers(Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            if (form.errors(name).isEmpty())
                Constraints.check(type, name, values[i]).forEach(form::reject);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        String name = component.getName();
        Object value = sent(name, component.getType(), component.getGenericType());
        if (value == null && !mayBeMissing(component) && form.errors(name).isEmpty()) form.reject(name, "is required");
        return value;
    }

    private @Nullable Object sent(String name, Class<?> raw, Type type) {
        if (raw == Part.class) return form.file(name).orElse(null);
        if (raw == List.class) return list(name, type);
        Optional<String> text = form.text(name);
        if (raw == boolean.class && text.isEmpty()) return false; // a box that is not checked is not sent
        if (raw == Optional.class)
            return Optional.ofNullable(convert(name, text.orElse(null), mapper.constructType(argument(type))));
        return convert(name, text.orElse(null), mapper.constructType(type));
    }

    /** By any annotation of that name, on the type or on the component. */
    private static boolean mayBeMissing(RecordComponent component) {
        return Stream.of(component.getAnnotatedType().getAnnotations(), component.getAnnotations())
                .flatMap(Stream::of)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : String.class;
    }

    private List<?> list(String name, Type type) {
        Type element = argument(type);
        if (element == Part.class) return form.files(name);
        List<Object> values = new ArrayList<>();
        for (String text : form.all(name)) {
            Object value = convert(name, text, mapper.constructType(element));
            if (value != null) values.add(value);
        }
        return values;
    }

    private @Nullable Object convert(String name, @Nullable String text, JavaType type) {
        try {
            return text == null ? null : TextValues.read(mapper, text, type);
        } catch (TextValues.MisfitException misfit) {
            form.reject(name, misfit.wish);
            return null;
        }
    }

    private <T extends Record> @Nullable T make(
            Class<T> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // records are often private to their action
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (!(thrown.getCause() instanceof IllegalArgumentException complaint))
                throw new IllegalStateException("The constructor of " + type.getName() + " failed", thrown.getCause());
            form.reject("", String.valueOf(complaint.getMessage()));
            return null;
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            throw new IllegalArgumentException(
                    "The record " + type.getName()
                            + " cannot be made here; in a module, open its package to dev.after4j.app",
                    hidden);
        }
    }
}
