package dev.gatehouse.samples.tasklist;

import dev.gatehouse.micrometer.GatehouseMetrics;
import dev.gatehouse.samples.tasklist.status.PartStates;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.tasklist.store.TaskStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;

/** The metrics of the application, as a page for Prometheus. Thread-safe. */
final class Metrics implements AutoCloseable {

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GatehouseMetrics metrics = new GatehouseMetrics(registry);

    /** Measures the decisions of the host that is being built. */
    Gatehouse.Builder listening(Gatehouse.Builder builder) {
        return builder.listener(metrics);
    }

    /** Measures what else there is. */
    void observe(Gatehouse gatehouse, PartStates states, TaskStore store) {
        metrics.observe(gatehouse, states::health);
        metrics.observe(() -> Map.of("tasks", store.measurements()));
    }

    ManagementReply page() {
        metrics.refresh();
        return new ManagementReply(200, CONTENT_TYPE, registry.scrape());
    }

    @Override
    public void close() {
        metrics.close();
        registry.close();
    }
}
