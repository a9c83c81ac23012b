/**
 * HTTP requests with a deadline, a size limit and no redirects. Start with {@link BoundedHttp}; a request that brings no
 * usable answer ends with a {@link FetchException}.
 */
@NullMarked
package dev.gatehouse.support.http;

import org.jspecify.annotations.NullMarked;
