package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the management listener. Immutable.
 *
 * @param host the name or address as configured
 * @param address the address to listen on
 * @param port the port; 0 for any free port
 * @param token what requests must present; {@code null} if none is needed
 */
record ManagementSettings(
        String host,
        InetAddress address,
        int port,
        @Nullable Secret token) {

    private static final int SHORTEST_TOKEN = 16;

    static final Setting<Integer> PORT = Setting.integer(
            "sample.management.port",
            "The port of the management listener, with /status, /metrics and /reload; 0 selects any free port and logs"
                    + " it. Default: there is no management listener.",
            0,
            65_535);

    private static final Setting<String> HOST = Setting.of(
                    "sample.management.host",
                    "address or name",
                    "The interface of the management listener: localhost for this machine only, 0.0.0.0 for all"
                            + " interfaces. Any other than loopback requires sample.management.token.",
                    text -> text)
            .defaultsTo(SampleSettings.LOCALHOST);

    private static final Setting<Secret> TOKEN = Setting.secret(
            "sample.management.token",
            "The bearer token of every request to the management listener: at least 16 characters without spaces. POST"
                    + " is refused without it. Default: none.");

    /** Returns the declarations, in the order of the configuration page. */
    static List<Setting<?>> declarations() {
        return List.of(PORT, HOST, TOKEN);
    }

    /**
     * Reads the settings; empty if there is to be no management listener.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if they contradict each other
     */
    static Optional<ManagementSettings> of(Settings settings) {
        Integer port = settings.find(PORT).orElse(null);
        Secret token = settings.find(TOKEN).orElse(null);
        if (port == null) {
            if (token != null || settings.isSet(HOST)) {
                throw settings.refuse(PORT, "is missing; without it there is no management listener");
            }
            return Optional.empty();
        }
        String host = settings.get(HOST);
        InetAddress address = address(settings, host);
        if (token != null && !isToken(token.reveal())) {
            throw settings.refuse(
                    TOKEN,
                    "expected at least " + SHORTEST_TOKEN + " visible ASCII characters; create one with"
                            + " openssl rand -base64 32");
        }
        if (token == null && !address.isLoopbackAddress()) {
            throw settings.refuse(
                    TOKEN, "is missing; it is required because other machines can reach " + HOST.key() + " = " + host);
        }
        return Optional.of(new ManagementSettings(host, address, port, token));
    }

    private static InetAddress address(Settings settings, String host) {
        try {
            // Loopback for certain, whatever the machine's list of hosts says.
            return host.equals(SampleSettings.LOCALHOST)
                    ? InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
                    : InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw settings.refuse(HOST, "expected an address or name of this machine");
        }
    }

    private static boolean isToken(String text) {
        return text.length() >= SHORTEST_TOKEN && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
