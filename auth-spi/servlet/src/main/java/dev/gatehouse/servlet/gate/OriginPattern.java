package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import java.util.Set;

/**
 * The origins of all direct subdomains of a domain, such as {@code https://*.example.com}. The star stands for one
 * label.
 *
 * @param start the origin up to the label: {@code https://}
 * @param end the rest of the origin: {@code .example.com}, with the port if it is not the standard one
 * @since 0.1
 */
@Internal
public record OriginPattern(String start, String end) {

    /** Second-level domains under which countries register names for anyone. */
    private static final Set<String> REGISTRY_LABELS = Set.of(
            "ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "gv", "info", "ltd", "me", "mil", "ne", "net", "nom",
            "or", "org", "plc", "sch", "web");

    /** Domains whose subdomains belong to customers. */
    private static final Set<String> PLATFORMS = Set.of(
            "amazonaws.com",
            "amplifyapp.com",
            "appspot.com",
            "azureedge.net",
            "azurefd.net",
            "azurestaticapps.net",
            "azurewebsites.net",
            "blogspot.com",
            "cloudapp.net",
            "cloudfront.net",
            "cloudfunctions.net",
            "codesandbox.io",
            "csb.app",
            "deno.dev",
            "firebaseapp.com",
            "fly.dev",
            "github.dev",
            "github.io",
            "gitlab.io",
            "glitch.me",
            "herokuapp.com",
            "myshopify.com",
            "netlify.app",
            "ngrok.io",
            "ngrok.app",
            "ngrok-free.app",
            "nip.io",
            "onrender.com",
            "pages.dev",
            "repl.co",
            "replit.app",
            "run.app",
            "sslip.io",
            "stackblitz.io",
            "surge.sh",
            "trycloudflare.com",
            "vercel.app",
            "web.app",
            "webcontainer.io",
            "windows.net",
            "workers.dev",
            "duckdns.org",
            "dyndns.org",
            "no-ip.org",
            "wordpress.com",
            "translate.goog",
            "eu.org",
            "uk.com",
            "us.com",
            "de.com");

    /** Returns the pattern of a setting that was checked. */
    static OriginPattern of(String text) {
        int star = text.indexOf('*');
        return new OriginPattern(text.substring(0, star), text.substring(star + 1));
    }

    boolean matches(String origin) {
        int from = start.length();
        int to = origin.length() - end.length();
        if (to - from < 1 || to - from > 63 || !origin.startsWith(start) || !origin.endsWith(end)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = origin.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether the subdomains of a domain may belong to different owners. The full Public Suffix List is not
     * consulted: its size and age would be those of this library.
     *
     * @param domain in lower case, without a trailing dot
     */
    public static boolean isShared(String domain) {
        int last = domain.lastIndexOf('.');
        if (last < 0) {
            return true;
        }
        String top = domain.substring(last + 1);
        String before = domain.substring(0, last);
        if (top.length() == 2 && REGISTRY_LABELS.contains(before)) {
            return true;
        }
        for (String platform : PLATFORMS) {
            // Regions and services stand between the platform and its customers: s3.eu-west-1.amazonaws.com.
            boolean regional = platform.equals("amazonaws.com") || platform.equals("windows.net");
            if (domain.equals(platform) || (regional && domain.endsWith("." + platform))) {
                return true;
            }
        }
        return false;
    }
}
