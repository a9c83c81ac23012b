/**
 * The settings of the host: sources, precedence, start-up validation and the configuration page. Internal to the host;
 * other modules use {@link dev.gatehouse.spi.settings.Settings}, and anything here may change in any version.
 */
@NullMarked
package dev.gatehouse.servlet.settings;

import org.jspecify.annotations.NullMarked;
