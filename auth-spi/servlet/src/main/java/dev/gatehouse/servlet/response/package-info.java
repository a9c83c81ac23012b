/**
 * What the host writes: the headers that it adds to responses ({@link dev.gatehouse.servlet.response.ResponseHeaders}),
 * the body of a refusal ({@link dev.gatehouse.servlet.response.ProblemDetails}), challenges without password dialogs
 * for scripts ({@link dev.gatehouse.servlet.response.DialogChallenges}), and the audit log
 * ({@link dev.gatehouse.servlet.response.AuditLog}). This package decides nothing about callers. It is internal to the
 * host.
 */
@NullMarked
package dev.gatehouse.servlet.response;

import org.jspecify.annotations.NullMarked;
