package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.PublicSuffixes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session cookie apart from its value.
 *
 * @param name its name
 * @param sameSite its {@code SameSite} attribute
 * @param scope its domain, path and partition
 * @param scopes every scope in which a cookie of this name can reach the application, as far as the settings tell; the
 *     first one is {@code scope}
 */
record CookieAttributes(String name, SetCookie.SameSite sameSite, SetCookie.Scope scope, List<SetCookie.Scope> scopes) {

    private static final int MOST_DOMAINS = 4;

    /** Creates attributes with the standard scope. */
    CookieAttributes(String name, SetCookie.SameSite sameSite) {
        this(name, sameSite, SetCookie.Scope.standard(), List.of(SetCookie.Scope.standard()));
    }

    /** Reads the settings. Refuses attributes with which browsers would not store or not send the cookie. */
    static CookieAttributes of(MechanismContext context) {
        Settings settings = context.settings();
        String name = settings.get(SessionSettings.NAME);
        SetCookie.SameSite sameSite = settings.get(SessionSettings.SAME_SITE);
        URI url = context.publicUrl().orElse(null);
        boolean https = url != null && "https".equalsIgnoreCase(url.getScheme());
        String domain = settings.find(SessionSettings.DOMAIN).orElse(null);
        String path = settings.find(SessionSettings.PATH).orElse(null);
        checkPrefix(settings, name, url, https);
        if (sameSite == SetCookie.SameSite.NONE && !https) {
            throw settings.refuse(
                    SessionSettings.SAME_SITE,
                    "browsers accept SameSite=None only over TLS; set auth.public-url to the https URL of the"
                            + " application");
        }
        if (domain != null) {
            checkDomain(settings, name, domain, url);
        }
        if (path != null) {
            checkPath(settings, name, path, url);
        }
        boolean partitioned = sameSite == SetCookie.SameSite.NONE && settings.get(SessionSettings.PARTITIONED);
        if (!partitioned && settings.isSet(SessionSettings.PARTITIONED) && settings.get(SessionSettings.PARTITIONED)) {
            throw settings.refuse(
                    SessionSettings.PARTITIONED,
                    "only a cookie for embedded pages is partitioned; set " + SessionSettings.SAME_SITE.key()
                            + " = none or remove this setting");
        }
        SetCookie.Scope scope = new SetCookie.Scope(domain, path, partitioned);
        return new CookieAttributes(name, sameSite, scope, scopes(name, scope, sameSite, url));
    }

    SetCookie cookie(String secret, @Nullable Duration lifetime) {
        return new SetCookie(name, secret, lifetime, sameSite, scope);
    }

    SetCookie deletion() {
        return SetCookie.deletion(name, sameSite, scope);
    }

    List<SetCookie> deletions() {
        List<SetCookie> deletions = new ArrayList<>();
        scopes.forEach(each -> deletions.add(SetCookie.deletion(name, sameSite, each)));
        return List.copyOf(deletions);
    }

    private static void checkPrefix(Settings settings, String name, @Nullable URI url, boolean https) {
        boolean hostPrefix = isHostPrefixed(name);
        if (!hostPrefix && !name.regionMatches(true, 0, "__Secure-", 0, 9)) {
            return;
        }
        if (!name.startsWith("__Host-") && !name.startsWith("__Secure-")) {
            throw settings.refuse(SessionSettings.NAME, "expected the prefix spelled exactly __Host- or __Secure-");
        }
        if (url == null || !https) {
            throw settings.refuse(
                    SessionSettings.NAME,
                    "browsers accept a cookie with this prefix only over TLS; set auth.public-url to the https"
                            + " URL of the application, or choose a name without prefix");
        }
        if (hostPrefix && !isRoot(url.getPath())) {
            throw settings.refuse(
                    SessionSettings.NAME,
                    "browsers accept a __Host- cookie only with Path=/, but auth.public-url has a path; use the"
                            + " prefix __Secure- or a name without prefix");
        }
    }

    private static void checkDomain(Settings settings, String name, String domain, @Nullable URI url) {
        Setting<String> setting = SessionSettings.DOMAIN;
        if (isHostPrefixed(name)) {
            throw settings.refuse(
                    setting, "browsers accept a __Host- cookie only without a domain; choose another cookie name");
        }
        String host = host(url);
        if (host == null) {
            throw settings.refuse(
                    setting, "requires auth.public-url, because the host of the application must be in this domain");
        }
        if (!host.equals(domain) && !host.endsWith("." + domain)) {
            throw settings.refuse(
                    setting,
                    "the host of auth.public-url is not in this domain, so browsers would not store the cookie");
        }
        if (PublicSuffixes.contains(domain)) {
            throw settings.refuse(
                    setting,
                    "hosts of other owners are in this domain, so browsers do not store a cookie for it; expected the"
                            + " domain of your organization, such as example.com");
        }
    }

    private static void checkPath(Settings settings, String name, String path, @Nullable URI url) {
        if (isHostPrefixed(name) && !path.equals("/")) {
            throw settings.refuse(SessionSettings.PATH, "browsers accept a __Host- cookie only with the path /");
        }
        String context = url == null ? "" : url.getPath();
        if (!isRoot(context) && !covers(path, context)) {
            throw settings.refuse(
                    SessionSettings.PATH,
                    "browsers would not send the cookie with every request to the path of auth.public-url; expected"
                            + " that path or one above it");
        }
    }

    // RFC 6265 section 5.1.4
    private static boolean covers(String path, String context) {
        return context.equals(path) || context.startsWith(path.endsWith("/") ? path : path + "/");
    }

    private static List<SetCookie.Scope> scopes(
            String name, SetCookie.Scope own, SetCookie.SameSite sameSite, @Nullable URI url) {
        Set<SetCookie.Scope> scopes = new LinkedHashSet<>();
        scopes.add(own);
        boolean hostPrefix = isHostPrefixed(name);
        List<@Nullable String> domains = hostPrefix ? new ArrayList<>() : domains(host(url));
        domains.add(0, null);
        List<@Nullable String> paths = new ArrayList<>();
        paths.add(null);
        paths.add("/");
        if (own.path() != null) {
            paths.add(own.path());
        }
        for (String domain : domains) {
            for (String path : paths) {
                scopes.add(new SetCookie.Scope(domain, path, false));
                if (sameSite == SetCookie.SameSite.NONE) {
                    scopes.add(new SetCookie.Scope(domain, path, true));
                }
            }
        }
        return List.copyOf(scopes);
    }

    /** Returns the host and the domains above it for which a browser stores a cookie. */
    private static List<@Nullable String> domains(@Nullable String host) {
        List<@Nullable String> domains = new ArrayList<>();
        String domain = host == null ? "" : host;
        while (!domain.isEmpty() && !PublicSuffixes.contains(domain) && domains.size() < MOST_DOMAINS) {
            domains.add(domain);
            domain = domain.substring(domain.indexOf('.') + 1);
        }
        return domains;
    }

    /** Returns the host name; {@code null} if there is none or if it is an address, which is in no domain. */
    private static @Nullable String host(@Nullable URI url) {
        String host = url == null ? null : url.getHost();
        if (host == null || host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1))) {
            return null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean isHostPrefixed(String name) {
        return name.regionMatches(true, 0, "__Host-", 0, 7);
    }

    private static boolean isRoot(@Nullable String path) {
        return path == null || path.isEmpty() || path.equals("/");
    }
}
