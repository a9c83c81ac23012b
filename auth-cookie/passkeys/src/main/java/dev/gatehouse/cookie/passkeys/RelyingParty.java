package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.IpLiteral;
import dev.gatehouse.support.PublicSuffixes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the passkeys are for (WebAuthn section 4). Immutable.
 *
 * @param id the domain
 * @param name what browsers show
 * @param origins the origins of the pages
 */
record RelyingParty(String id, String name, List<String> origins) {

    private static final String LOCALHOST = "localhost";
    private static final int MAX_NAME = 64;

    /** Copies the list. */
    RelyingParty {
        origins = List.copyOf(origins);
    }

    /** Reads the settings; refuses the start if browsers would refuse every passkey. */
    static RelyingParty of(MechanismContext context) {
        Settings settings = context.settings();
        Optional<URI> url = context.publicUrl();
        String id = settings.find(PasskeySettings.RP_ID)
                .or(() -> url.map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> settings.refuse(
                        PasskeySettings.RP_ID,
                        "passkeys belong to a domain; set auth.public-url to the URL of the application"));
        try {
            checkedId(id);
        } catch (IllegalArgumentException unusable) {
            throw settings.refuse(PasskeySettings.RP_ID, unusable.getMessage() + "; it comes from auth.public-url");
        }
        List<String> origins = settings.find(PasskeySettings.ORIGINS)
                .or(() -> url.map(RelyingParty::origin).map(List::of))
                .orElseThrow(() -> settings.refuse(
                        PasskeySettings.ORIGINS, "set it, or set auth.public-url to the URL of the application"));
        for (String origin : origins) {
            String host = URI.create(origin).getHost();
            if (!isUsable(origin) || !(host.equals(id) || host.endsWith("." + id))) {
                throw settings.refuse(
                        PasskeySettings.ORIGINS,
                        "browsers refuse passkeys for " + id + " on " + origin
                                + "; expected an https origin in this domain, or http on localhost");
            }
        }
        return new RelyingParty(id, settings.find(PasskeySettings.RP_NAME).orElse(id), origins);
    }

    /** Returns a domain that passkeys can belong to. */
    static String checkedId(String text) {
        if (!isHostName(text)
                || IpLiteral.parse(text) != null
                || (!text.equals(LOCALHOST) && PublicSuffixes.contains(text))) {
            throw new IllegalArgumentException(
                    "expected a domain in lower case that belongs to one owner, such as example.com, or localhost;"
                            + " browsers accept neither IP addresses nor public suffixes such as com");
        }
        return text;
    }

    static String checkedName(String text) {
        if (text.isBlank() || text.length() > MAX_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected 1 to 64 characters without control characters");
        }
        return text;
    }

    static List<String> checkedOrigins(String text) {
        Set<String> origins = new LinkedHashSet<>();
        for (String part : SettingList.parts(text)) {
            try {
                URI uri = URI.create(part);
                String origin = origin(uri);
                if (uri.getHost() == null
                        || !(part.equals(origin) || withPort(uri).equals(part))) {
                    throw new IllegalArgumentException("not an origin");
                }
                origins.add(origin);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "expected origins such as https://tasks.example.com, separated by commas", malformed);
            }
        }
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("expected at least one origin");
        }
        return List.copyOf(origins);
    }

    private static boolean isHostName(String text) {
        try {
            boolean lower = text.equals(text.toLowerCase(Locale.ROOT));
            return lower && text.equals(new URI("https", text, null, null).getHost());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isUsable(String origin) {
        URI uri = URI.create(origin);
        return uri.getScheme().equals("https")
                || (uri.getScheme().equals("http")
                        && (uri.getHost().equals(LOCALHOST) || uri.getHost().endsWith("." + LOCALHOST)));
    }

    /** Returns the origin as browsers write it: in lower case, without the default port (RFC 6454 section 6.2). */
    private static String origin(URI url) {
        int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        String origin = withPort(url);
        return url.getPort() == standard ? origin.substring(0, origin.lastIndexOf(':')) : origin;
    }

    private static String withPort(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return (url.getScheme() + "://" + url.getHost()).toLowerCase(Locale.ROOT) + port;
    }
}
