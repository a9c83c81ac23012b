/**
 * Gatehouse in Micrometer: {@link dev.gatehouse.micrometer.GatehouseMetrics} counts decisions and registers what
 * mechanisms, sessions and applications measure.
 */
@NullMarked
package dev.gatehouse.micrometer;

import org.jspecify.annotations.NullMarked;
