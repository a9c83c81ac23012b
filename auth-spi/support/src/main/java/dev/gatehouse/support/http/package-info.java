/**
 * HTTP requests with a deadline, a size limit and no redirects. Start with {@link BoundedHttp}; a request without a
 * usable response ends with a {@link FetchException}.
 */
@NullMarked
package dev.gatehouse.support.http;

import org.jspecify.annotations.NullMarked;
