package dev.gatehouse.micrometer;

import dev.gatehouse.servlet.Gatehouse;
import io.micrometer.core.instrument.MeterRegistry;

/** The example of docs/monitoring.md. */
final class MetricsExample {

    private MetricsExample() {}

    static Gatehouse start(MeterRegistry registry, Gatehouse.Builder builder) {
        GatehouseMetrics metrics = new GatehouseMetrics(registry);
        Gatehouse gatehouse = builder.listener(metrics).start();
        metrics.observe(gatehouse);
        return gatehouse;
    }
}
