package dev.gatehouse.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Named values in order, with repeated names: header lines, cookies, parameters. Immutable. Shows no value. */
final class Fields {

    static final Fields NONE = new Fields(List.of());

    private record Field(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Field> fields;

    private Fields(List<Field> fields) {
        this.fields = fields;
    }

    Fields with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
        return new Fields(List.copyOf(more));
    }

    Fields onlyIf(Predicate<String> nameWanted) {
        List<Field> fewer = new ArrayList<>(fields);
        fewer.removeIf(field -> !nameWanted.test(field.name()));
        return new Fields(List.copyOf(fewer));
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Field field : fields) {
            names.add(field.name());
        }
        return names;
    }

    List<String> values(Predicate<String> nameWanted) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (nameWanted.test(field.name())) {
                values.add(field.value());
            }
        }
        return List.copyOf(values);
    }

    String formEncoded() {
        StringBuilder text = new StringBuilder();
        for (Field field : fields) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.name(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.value(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
