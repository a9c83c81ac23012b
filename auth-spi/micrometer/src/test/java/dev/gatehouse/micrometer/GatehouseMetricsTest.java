package dev.gatehouse.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.testkit.ProtectedSite;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatehouseMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeasuredFactory mechanism = new MeasuredFactory();

    private ProtectedSite site(GatehouseMetrics metrics) throws Exception {
        ProtectedSite site = new ProtectedSite(Gatehouse.builder()
                .settings(Map.of("auth.mechanisms", "measured"))
                .mechanism(mechanism)
                .listener(metrics));
        metrics.observe(site.gatehouse());
        return site;
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double function(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void decisions_areCountedByMechanismOutcomeAndReason() throws Exception {
        GatehouseMetrics metrics = new GatehouseMetrics(registry);
        try (ProtectedSite site = site(metrics)) {
            assertEquals(200, site.get("/x", MeasuredFactory.HEADER, "good").statusCode());
            assertEquals(200, site.get("/x", MeasuredFactory.HEADER, "good").statusCode());
            assertEquals(200, site.get("/").statusCode());
            assertEquals(401, site.get("/x").statusCode());
            assertEquals(
                    401, site.get("/x", MeasuredFactory.HEADER, "declared.code").statusCode());
            // Closing waits until the listeners have heard of everything.
        }
        String name = "gatehouse.decisions";
        assertEquals(2, counter(name, "outcome", "admitted", "mechanism", "measured", "reason", "access.admitted"));
        assertEquals(1, counter(name, "outcome", "admitted", "mechanism", "none", "reason", "access.open"));
        assertEquals(1, counter(name, "outcome", "refused", "mechanism", "none", "reason", "credential.missing"));
        assertEquals(1, counter(name, "outcome", "refused", "mechanism", "measured", "reason", "declared.code"));
        assertEquals(3, function("gatehouse.outcomes", "outcome", "admitted"));
        assertEquals(2, function("gatehouse.outcomes", "outcome", "refused"));
        assertEquals(0, function("gatehouse.decisions.dropped"));
        var durations = registry.get("gatehouse.decision.duration")
                .tags("outcome", "admitted", "mechanism", "measured")
                .timer();
        assertEquals(2, durations.count());
        assertTrue(durations.totalTime(TimeUnit.NANOSECONDS) > 0);
    }

    @Test
    void example_registersTheHost() {
        Gatehouse.Builder builder = Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "measured"))
                .mechanism(mechanism);
        try (Gatehouse gatehouse = MetricsExample.start(registry, builder)) {
            double admitted = gatehouse.count(Decision.Outcome.ADMITTED);
            assertEquals(admitted, function("gatehouse.outcomes", "outcome", "admitted"));
            assertEquals(0, gauge("gatehouse.state", "part", "measured"));
        }
    }

    @Test
    void inventedReasons_areOneValue() throws Exception {
        try (ProtectedSite site = site(new GatehouseMetrics(registry))) {
            for (int i = 0; i < 20; i++) {
                site.get("/x", MeasuredFactory.HEADER, "invented.code-" + i);
            }
        }

        assertEquals(20, counter("gatehouse.decisions", "reason", "other"));
        assertEquals(1, registry.find("gatehouse.decisions").counters().size());
    }

    @Test
    void withoutAdmissions_onlyTheirNumberIsThere() throws Exception {
        try (ProtectedSite site = site(new GatehouseMetrics(registry, false))) {
            site.get("/x", MeasuredFactory.HEADER, "good");
            site.get("/x");
        }

        assertNull(
                registry.find("gatehouse.decisions").tag("outcome", "admitted").counter());
        assertNotNull(
                registry.find("gatehouse.decisions").tag("outcome", "refused").counter());
        assertEquals(1, function("gatehouse.outcomes", "outcome", "admitted"));
    }

    @Test
    void figures_haveTheDescriptionsOfTheirModules() throws Exception {
        mechanism.measurements.set(List.of(Measurement.counter("fetches", 5), Measurement.gauge("undescribed", 1)));
        try (ProtectedSite site = site(new GatehouseMetrics(registry))) {
            assertNotNull(site);
            assertEquals("Fetches of the test", description("gatehouse.fetches"));
            assertNull(description("gatehouse.undescribed"));
            List<String> without = registry.getMeters().stream()
                    .filter(meter -> meter.getId().getDescription() == null)
                    .map(meter -> meter.getId().getName())
                    .toList();
            assertEquals(List.of("gatehouse.undescribed"), without, "the host describes its own");
        }
    }

    private @Nullable String description(String name) {
        return registry.get(name).meter().getId().getDescription();
    }

    @Test
    void figures_comeAndGo() throws Exception {
        GatehouseMetrics metrics = new GatehouseMetrics(registry);
        mechanism.measurements.set(List.of(
                Measurement.gauge("keys.age.seconds", 3).with("issuer", "a"),
                Measurement.gauge("keys.age.seconds", 4).with("issuer", "b"),
                Measurement.counter("fetches", 5)));
        mechanism.health.set(new Health(Health.State.DEGRADED, "no"));
        try (ProtectedSite site = site(metrics)) {
            assertNotNull(site);
            assertEquals(3, gauge("gatehouse.keys.age.seconds", "part", "measured", "issuer", "a"));
            assertEquals(5, function("gatehouse.fetches", "part", "measured"));
            assertEquals(1, gauge("gatehouse.state", "part", "measured"));
            assertEquals(32, gauge("gatehouse.calls.limit", "part", "measured", "to", "authenticator"));
            assertEquals(0, gauge("gatehouse.calls.running", "part", "measured", "to", "authenticator"));

            mechanism.measurements.set(
                    List.of(Measurement.gauge("keys.age.seconds", 1).with("issuer", "b")));
            mechanism.health.set(Health.up());
            // Reading the registry is enough.
            function("gatehouse.decisions.dropped");

            assertEquals(1, gauge("gatehouse.keys.age.seconds", "issuer", "b"));
            assertEquals(0, gauge("gatehouse.state", "part", "measured"));
            assertNull(registry.find("gatehouse.keys.age.seconds")
                    .tag("issuer", "a")
                    .gauge());
            assertNull(registry.find("gatehouse.fetches").functionCounter());
        }
    }

    @Test
    void labelsOfOneName_areTheSameForAll() {
        GatehouseMetrics metrics = new GatehouseMetrics(registry);
        metrics.observe(() -> Map.of(
                "one", List.of(Measurement.gauge("age", 1).with("issuer", "a")),
                "two", List.of(Measurement.gauge("age", 2).with("provider", "p"))));

        assertEquals(1, gauge("gatehouse.age", "part", "one", "issuer", "a", "provider", ""));
        assertEquals(2, gauge("gatehouse.age", "part", "two", "issuer", "", "provider", "p"));
    }

    @Test
    void sourceThatFails_doesNotTakeTheOthersAlong() {
        GatehouseMetrics metrics = new GatehouseMetrics(registry);
        metrics.observe(() -> {
            throw new IllegalStateException("no");
        });
        metrics.observe(() -> Map.of("two", List.of(Measurement.gauge("age", 2))));

        assertEquals(2, gauge("gatehouse.age", "part", "two"));
    }

    @Test
    void close_removesEveryMeter() throws Exception {
        GatehouseMetrics metrics = new GatehouseMetrics(registry);
        mechanism.measurements.set(List.of(Measurement.gauge("age", 2)));
        try (ProtectedSite site = site(metrics)) {
            site.get("/x");
        }

        metrics.close();

        assertEquals(List.of(), registry.getMeters().stream().map(Meter::getId).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access.open", "declared.code", "other"})
    void declaredReasons_comeFromEveryModule(String code) {
        assertEquals(code, DeclaredReasons.find().known(code));
    }
}
