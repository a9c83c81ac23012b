/**
 * Faults that a test can switch on: errors, and broken, slow or missing responses. Start with
 * {@link dev.gatehouse.idp.faults.Faults}, the faults of one issuer, and {@link dev.gatehouse.idp.faults.Fault}, the
 * kinds of faults.
 */
@NullMarked
package dev.gatehouse.idp.faults;

import org.jspecify.annotations.NullMarked;
