/**
 * HTTP and JSON for both interfaces.
 *
 * <p>{@link dev.gatehouse.tasklist.http.RequestBodies} reads request bodies into
 * {@link dev.gatehouse.tasklist.http.JsonFields}; {@link dev.gatehouse.tasklist.http.Responses} maps exceptions to
 * problems and writes an {@link dev.gatehouse.tasklist.http.Answer}. {@link dev.gatehouse.tasklist.http.Paging} has the
 * rules for sort keys, cursors and page sizes.
 */
@NullMarked
package dev.gatehouse.tasklist.http;

import org.jspecify.annotations.NullMarked;
