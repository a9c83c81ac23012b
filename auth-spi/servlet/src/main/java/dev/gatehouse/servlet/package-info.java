/**
 * The host: one servlet filter that decides who is calling, once, and can explain the decision.
 *
 * <p>Start with {@link dev.gatehouse.servlet.Gatehouse}.
 */
@NullMarked
package dev.gatehouse.servlet;

import org.jspecify.annotations.NullMarked;
