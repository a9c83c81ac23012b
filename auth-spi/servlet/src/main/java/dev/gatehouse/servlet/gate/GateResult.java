package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The result of the checks of a request.
 *
 * @param connection how the client reached the application; what the container says when the proxy's headers cannot be
 *     read
 * @param path the decoded path below the context path; empty when the target was refused
 * @param status the status of the refusal; 0 when the request may pass
 * @param refusal why the request is refused; {@code null} when it may pass
 * @since 0.1
 */
@Internal
public record GateResult(
        ClientConnection.Known connection,
        String path,
        int status,
        @Nullable Reason refusal) {}
