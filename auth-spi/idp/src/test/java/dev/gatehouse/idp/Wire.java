package dev.gatehouse.idp;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Talks to the provider as a stranger would: over HTTP, and with Nimbus for the tokens. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    HttpResponse<String> get(URI uri, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri).GET(), headers);
    }

    HttpResponse<String> form(URI uri, Map<String, String> form, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encode(form))),
                headers);
    }

    HttpResponse<String> post(URI uri, String contentType, String body, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(uri).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)),
                headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    /** A token by client credentials, or a failed test. */
    String clientToken(Issuer issuer, String id, String secret, String... more) throws Exception {
        Map<String, String> form =
                parameters("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
        form.putAll(parameters(more));
        HttpResponse<String> answer = form(issuer.tokenEndpoint(), form);
        if (answer.statusCode() != 200) {
            throw new AssertionError("token endpoint said " + answer.statusCode() + " " + answer.body());
        }
        return json(answer).get("access_token").toString();
    }

    /** The claims of a token whose signature is right by the published JWK set. */
    JWTClaimsSet verified(Issuer issuer, String token) throws Exception {
        if (!isSignedBy(issuer, token)) {
            throw new AssertionError("the published keys do not verify the token");
        }
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    /** Whether a published key with the token's kid, alg and use verifies it. */
    boolean isSignedBy(Issuer issuer, String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(get(issuer.jwksUri()).body());
        JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        if (key == null || !jwt.getHeader().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        JWSVerifier verifier =
                new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey());
        return jwt.verify(verifier);
    }

    static Map<String, Object> json(HttpResponse<String> answer) throws ParseException {
        return JSONObjectUtils.parse(answer.body());
    }

    static String basic(String id, String secret) {
        String pair =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> parameters(String... pairs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }

    static String encode(Map<String, String> parameters) {
        StringBuilder encoded = new StringBuilder();
        parameters.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return encoded.toString();
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : uri.getRawQuery().split("&", -1)) {
            int equals = part.indexOf('=');
            found.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return found;
    }
}
