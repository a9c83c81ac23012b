/**
 * Mechanisms while they run: found, created, asked within a limit, measured and closed. Failures that a mechanism does
 * not declare are logged here and become a refusal. Start with {@code ActiveMechanism}.
 */
@NullMarked
package dev.gatehouse.servlet.mechanism;

import org.jspecify.annotations.NullMarked;
