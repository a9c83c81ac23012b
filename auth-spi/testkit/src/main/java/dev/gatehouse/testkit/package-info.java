/**
 * Tests for authors of mechanisms: the {@linkplain dev.gatehouse.testkit.MechanismContract contract} of every
 * mechanism, and hand-written replacements for the host. Start with {@link dev.gatehouse.testkit.MechanismContract}.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
