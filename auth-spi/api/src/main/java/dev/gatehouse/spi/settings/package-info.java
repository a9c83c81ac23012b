/**
 * Settings: how a mechanism declares them and reads their values. Start with
 * {@link dev.gatehouse.spi.settings.Setting}.
 *
 * <p>A setting is declared once, with key, type, default and description. An undeclared key refuses the start, and
 * {@code docs/configuration.md} is generated from the declarations. This package uses only the stability marks of
 * Gatehouse.
 */
@NullMarked
package dev.gatehouse.spi.settings;

import org.jspecify.annotations.NullMarked;
