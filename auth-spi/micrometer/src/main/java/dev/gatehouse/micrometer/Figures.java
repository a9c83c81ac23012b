package dev.gatehouse.micrometer;

import dev.gatehouse.spi.Measurement;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measurements as meters. Each has the tag {@code part}. All of one name have the same keys of tags, because Prometheus
 * requires that; a label that a measurement does not have is empty. A measurement that no module on the class path
 * describes has no description. Thread-safe.
 */
final class Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final String DESCRIPTIONS = "META-INF/gatehouse/measurements.properties";

    /** What one meter is registered for. */
    private record Key(String name, Measurement.Kind kind, SortedMap<String, String> labels) {}

    private record Told(String part, Measurement measurement) {}

    private final MeterRegistry registry;
    private final String prefix;
    /** What measurements are, by their names. */
    private final Map<String, String> descriptions = ClassPathTexts.read(DESCRIPTIONS);

    private final List<Supplier<Map<String, List<Measurement>>>> sources = new CopyOnWriteArrayList<>();
    private final Map<Key, Meter> meters = new HashMap<>();
    private volatile Map<Key, Double> values = Map.of();

    Figures(MeterRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    void add(Supplier<Map<String, List<Measurement>>> source) {
        sources.add(source);
    }

    /** Reads all measurements, registers meters for new ones and removes those of vanished ones. */
    synchronized void refresh() {
        Map<Key, Double> next = keyed(told());
        values = next;
        meters.entrySet().removeIf(entry -> {
            boolean gone = !next.containsKey(entry.getKey());
            if (gone) {
                registry.remove(entry.getValue());
            }
            return gone;
        });
        next.keySet().forEach(key -> meters.computeIfAbsent(key, this::register));
    }

    private Map<String, List<Told>> told() {
        Map<String, List<Told>> byName = new LinkedHashMap<>();
        for (Supplier<Map<String, List<Measurement>>> source : sources) {
            Map<String, List<Measurement>> parts;
            try {
                parts = source.get();
            } catch (RuntimeException defect) {
                LOG.warn("a source of measurements failed: {}", defect.toString());
                continue;
            }
            parts.forEach((part, measurements) -> measurements.forEach(
                    measurement -> byName.computeIfAbsent(measurement.name(), name -> new ArrayList<>())
                            .add(new Told(part, measurement))));
        }
        return byName;
    }

    private static Map<Key, Double> keyed(Map<String, List<Told>> byName) {
        Map<Key, Double> keyed = new LinkedHashMap<>();
        byName.forEach((name, all) -> {
            Set<String> labels = new TreeSet<>();
            all.forEach(each -> labels.addAll(each.measurement.labels().keySet()));
            for (Told each : all) {
                SortedMap<String, String> whole = new TreeMap<>();
                labels.forEach(
                        label -> whole.put(label, each.measurement.labels().getOrDefault(label, "")));
                whole.put("part", each.part);
                keyed.put(new Key(name, each.measurement.kind(), whole), each.measurement.value());
            }
        });
        return keyed;
    }

    private Meter register(Key key) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : key.labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        String description = descriptions.get(key.name);
        return switch (key.kind) {
            case GAUGE ->
                Gauge.builder(prefix + key.name, this, all -> all.value(key))
                        .description(description)
                        .tags(tags)
                        .register(registry);
            case COUNTER ->
                FunctionCounter.builder(prefix + key.name, this, all -> all.value(key))
                        .description(description)
                        .tags(tags)
                        .register(registry);
        };
    }

    private double value(Key key) {
        return values.getOrDefault(key, Double.NaN);
    }

    synchronized void close() {
        sources.clear();
        meters.values().forEach(registry::remove);
        meters.clear();
        values = Map.of();
    }
}
