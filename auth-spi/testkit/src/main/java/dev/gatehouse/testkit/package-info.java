/**
 * What a mechanism author tests with: the {@linkplain dev.gatehouse.testkit.MechanismContract contract} that
 * every mechanism has to keep, and hand-written stand-ins for what the host lends to a mechanism.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
