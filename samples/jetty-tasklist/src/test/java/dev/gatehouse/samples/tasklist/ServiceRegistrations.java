package dev.gatehouse.samples.tasklist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code META-INF/services} entries of one interface, as {@link java.util.ServiceLoader} would find them. */
record ServiceRegistrations(Class<?> service, List<String> providers) {

    static ServiceRegistrations of(Class<?> service) throws IOException {
        List<String> providers = new ArrayList<>();
        String resource = "META-INF/services/" + service.getName();
        for (URL file : Collections.list(service.getClassLoader().getResources(resource))) {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                reader.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(providers::add);
            }
        }
        return new ServiceRegistrations(service, List.copyOf(providers));
    }

    /** What is wrong with the entries, one sentence each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String provider : providers) {
            problem(provider).ifPresent(problem -> problems.add(provider + " " + problem));
            if (Collections.frequency(providers, provider) > 1) {
                problems.add(provider + " is registered twice");
            }
        }
        return problems;
    }

    private Optional<String> problem(String provider) {
        Class<?> type;
        try {
            type = Class.forName(provider, false, service.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.of("does not exist");
        }
        if (!service.isAssignableFrom(type)) {
            return Optional.of("does not implement " + service.getName());
        }
        if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
            return Optional.of("is not a public class");
        }
        return Stream.of(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0)
                ? Optional.empty()
                : Optional.of("has no public constructor without parameters");
    }
}
