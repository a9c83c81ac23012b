/**
 * The settings of the host: sources, precedence, start-up validation and the configuration page. Internal to
 * the host; other modules see {@link dev.gatehouse.spi.settings.Settings} alone, and nothing here keeps its
 * shape from one version to the next.
 */
@NullMarked
package dev.gatehouse.servlet.settings;

import org.jspecify.annotations.NullMarked;
