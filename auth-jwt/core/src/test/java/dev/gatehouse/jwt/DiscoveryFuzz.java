package dev.gatehouse.jwt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.jwt.keys.IssuerMetadata;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeyThreads;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * From an issuer's metadata to the place of its keys: it is named by metadata of this issuer, and not less protected
 * than the issuer itself.
 */
class DiscoveryFuzz {

    private static final String ISSUER = "https://issuer.example.com/realm";

    private final IssuerMetadata metadata = new IssuerMetadata(
            new KeyLocation.Discovery(ISSUER, null),
            new BoundedHttp(KeyThreads.threads(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
            false);

    @FuzzTest(maxDuration = "10m")
    void metadata(byte[] document) throws ParseException {
        URI place;
        try {
            place = metadata.uri(document, "jwks_uri");
        } catch (CompletionException refused) {
            FuzzedToken.check(refused.getCause() instanceof FetchException, "another failure than a refusal");
            return;
        }
        FuzzedToken.check(
                "https".equalsIgnoreCase(place.getScheme()) && place.getHost() != null, "a place without TLS");
        FuzzedToken.check(place.getRawUserInfo() == null && place.getRawFragment() == null, "a place with more in it");
        Map<String, Object> members = JSONObjectUtils.parse(new String(document, StandardCharsets.UTF_8));
        FuzzedToken.check(ISSUER.equals(members.get("issuer")), "another issuer");
        FuzzedToken.check(place.toString().equals(members.get("jwks_uri")), "another place than it names");
    }
}
