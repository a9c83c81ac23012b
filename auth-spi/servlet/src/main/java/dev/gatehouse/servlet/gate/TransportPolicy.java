package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether requests require TLS, apart from health checks. If not, the first unencrypted request from another machine
 * logs a warning.
 *
 * @since 0.1
 */
@Internal
public final class TransportPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(TransportPolicy.class);
    private static final AddressRange LOOPBACK = AddressRange.parse("127.0.0.0/8");
    private static final AddressRange LOOPBACK_IPV6 = AddressRange.parse("::1");

    private final boolean requireTls;
    private final PublicAddress address;
    private final ProbePaths probePaths;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Creates the policy.
     *
     * @param probePaths the paths that answer without TLS as well
     */
    public TransportPolicy(boolean requireTls, PublicAddress address, ProbePaths probePaths) {
        this.requireTls = requireTls;
        this.address = address;
        this.probePaths = probePaths;
    }

    /**
     * Returns whether a request may be answered.
     *
     * @param path the path of the request, as the gate has checked it
     */
    public boolean permits(HttpServletRequest request, ClientConnection.Known connection, String path) {
        if (requireTls) {
            return connection.secure() || probePaths.match(request, path);
        }
        if (!warned.get()
                && !address.isSecure(connection)
                && !isLoopback(connection.address())
                && warned.compareAndSet(false, true)) {
            LOG.warn("credentials arrive without TLS from another machine; set auth.require-tls=on, or "
                    + "auth.trusted-proxies if a proxy terminates TLS");
        }
        return true;
    }

    private static boolean isLoopback(String address) {
        if (address.equals("127.0.0.1")) {
            return true;
        }
        byte[] bytes = AddressRange.literal(AddressRange.unbracketed(address));
        return bytes != null && (LOOPBACK.contains(bytes) || LOOPBACK_IPV6.contains(bytes));
    }
}
