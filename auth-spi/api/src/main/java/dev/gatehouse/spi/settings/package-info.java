/**
 * Settings: how a mechanism declares them and how it reads their values. Start with {@link dev.gatehouse.spi.settings.Setting}.
 *
 * <p>A setting is declared once, with key, type, default and description. A key that no one declared refuses the start, and the page
 * {@code docs/configuration.md} is generated from the declarations. This package uses no other package of Gatehouse.
 */
@NullMarked
package dev.gatehouse.spi.settings;

import org.jspecify.annotations.NullMarked;
