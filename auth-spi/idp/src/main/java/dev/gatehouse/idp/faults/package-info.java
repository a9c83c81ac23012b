/**
 * Misbehaviour that a test switches on: errors, broken, slow and missing answers. Start with
 * {@link dev.gatehouse.idp.faults.Faults}, the switches of one issuer, and {@link dev.gatehouse.idp.faults.Fault}, what
 * can go wrong.
 */
@NullMarked
package dev.gatehouse.idp.faults;

import org.jspecify.annotations.NullMarked;
