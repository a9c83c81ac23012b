package dev.gatehouse.cookie.sessions;

import java.util.Set;

/**
 * Recognizes domains under which anyone can get a host, so that a mistake in the cookie domain is reported at startup.
 * Browsers have the complete list (publicsuffix.org) and do not store a cookie for any domain on it.
 */
final class PublicSuffixes {

    /** Labels that registries put before the code of a country, as in {@code co.uk} and {@code com.au}. */
    private static final Set<String> BEFORE_COUNTRY = Set.of(
            "ac", "asn", "biz", "co", "com", "ed", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt", "id",
            "idv", "in", "ind", "info", "k12", "lg", "ltd", "me", "mil", "muni", "ne", "net", "nhs", "nic", "nom", "or",
            "org", "plc", "police", "pro", "re", "sch", "school", "web");

    /** Domains of hosting providers that give each customer a host. */
    private static final Set<String> HOSTING = Set.of(
            "amplifyapp.com",
            "appspot.com",
            "azure-api.net",
            "azurecontainerapps.io",
            "azurewebsites.net",
            "cloudapp.net",
            "cloudfront.net",
            "duckdns.org",
            "dyndns.org",
            "elasticbeanstalk.com",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "netlify.app",
            "ngrok-free.app",
            "ngrok.io",
            "nip.io",
            "onrender.com",
            "pages.dev",
            "railway.app",
            "run.app",
            "sslip.io",
            "surge.sh",
            "up.railway.app",
            "vercel.app",
            "web.app",
            "workers.dev");

    private PublicSuffixes() {}

    /**
     * Returns whether hosts below a domain belong to different owners.
     *
     * @param domain a host name in lower case
     */
    static boolean contains(String domain) {
        int dot = domain.indexOf('.');
        if (dot < 0 || HOSTING.contains(domain)) {
            return true;
        }
        String rest = domain.substring(dot + 1);
        if (rest.equals("amazonaws.com") || domain.endsWith(".elasticbeanstalk.com")) {
            return true;
        }
        return rest.length() == 2 && BEFORE_COUNTRY.contains(domain.substring(0, dot));
    }
}
