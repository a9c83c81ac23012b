package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.util.Set;

/**
 * Recognizes domains whose hosts belong to different owners, so that a mistake in a cookie domain or in a pattern of
 * origins is reported at the start. The full Public Suffix List (publicsuffix.org) is not consulted: its size and age
 * would be those of this library. Browsers have it and store no cookie for any domain on it. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class PublicSuffixes {

    /** Labels that registries put before the code of a country, as in {@code co.uk} and {@code com.au}. */
    private static final Set<String> BEFORE_COUNTRY =
            Set.of(("ac asn biz co com ed edu firm gen go gob gouv gov govt gv id idv in ind info k12"
                            + " lg ltd me mil muni ne net nhs nic nom or org plc police pro re sch school web")
                    .split(" "));

    /** Domains of providers that give each customer a host. */
    private static final Set<String> HOSTING = Set.of(
            "amplifyapp.com",
            "appspot.com",
            "azure-api.net",
            "azurecontainerapps.io",
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
            "de.com",
            "deno.dev",
            "duckdns.org",
            "dyndns.org",
            "eu.org",
            "firebaseapp.com",
            "fly.dev",
            "github.dev",
            "github.io",
            "gitlab.io",
            "glitch.me",
            "herokuapp.com",
            "myshopify.com",
            "netlify.app",
            "ngrok-free.app",
            "ngrok.app",
            "ngrok.io",
            "nip.io",
            "no-ip.org",
            "onrender.com",
            "pages.dev",
            "railway.app",
            "repl.co",
            "replit.app",
            "run.app",
            "sslip.io",
            "stackblitz.io",
            "surge.sh",
            "translate.goog",
            "trycloudflare.com",
            "uk.com",
            "up.railway.app",
            "us.com",
            "vercel.app",
            "web.app",
            "webcontainer.io",
            "wordpress.com",
            "workers.dev");

    /** The same for providers with names of regions and services in between: {@code s3.eu-west-1.amazonaws.com}. */
    private static final Set<String> REGIONAL = Set.of("amazonaws.com", "elasticbeanstalk.com", "windows.net");

    private PublicSuffixes() {}

    /**
     * Returns whether hosts below a domain may belong to different owners.
     *
     * @param domain a host name in lower case, without a trailing dot
     */
    public static boolean contains(String domain) {
        int dot = domain.indexOf('.');
        if (dot < 0 || HOSTING.contains(domain)) {
            return true;
        }
        for (String provider : REGIONAL) {
            if (domain.equals(provider) || domain.endsWith("." + provider)) {
                return true;
            }
        }
        String rest = domain.substring(dot + 1);
        return rest.length() == 2 && BEFORE_COUNTRY.contains(domain.substring(0, dot));
    }
}
