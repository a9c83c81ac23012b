package dev.gatehouse.spring;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.stability.Incubating;

/**
 * Changes the builder of the host before the start. A bean of this type is called after the builder has the settings
 * and the other beans; several are called in the order of Spring.
 *
 * @since 0.1
 */
@Incubating
@FunctionalInterface
public interface GatehouseCustomizer {

    /**
     * Changes the builder. An exception prevents the start of the application.
     *
     * @param builder the builder; the auto-configuration starts it afterwards
     */
    void customize(Gatehouse.Builder builder);
}
