/**
 * HTTP requests with a deadline, a size limit and no redirects. Start with {@link BoundedHttp}; a request without a
 * usable response ends with a {@link FetchException}. An {@link OutgoingRoute} says how a server is reached:
 * authorities, proxy, bearer file.
 */
@NullMarked
package dev.gatehouse.support.http;

import org.jspecify.annotations.NullMarked;
