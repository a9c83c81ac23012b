package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.testkit.TestRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clients of the mechanisms that verify signatures: each returns the headers for a request. */
final class SigningClients {

    static final String SECRET = "secret-1001-of-the-webhook";
    static final String ACCESS_KEY = "AKID1001";
    static final String AWS_SECRET = "aws-secret-1001-1001";
    static final String KEY_ID = "key-1001";

    private static final String AWS_SCOPE = "eu-central-1/tasks/aws4_request";
    private static final String AWS_SIGNED = "host;x-amz-content-sha256;x-amz-date";

    private final KeyPair keys;

    SigningClients() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the settings of a mechanism that accepts its client. */
    Map<String, String> settings(String mechanism) {
        return switch (mechanism) {
            case "github" -> Map.of("auth.github.secret", SECRET);
            case "stripe" -> Map.of("auth.stripe.secret", SECRET);
            case "aws" ->
                Map.of(
                        "auth.aws.access-key",
                        ACCESS_KEY,
                        "auth.aws.secret-key",
                        AWS_SECRET,
                        "auth.aws.region",
                        "eu-central-1",
                        "auth.aws.service",
                        "tasks");
            case "message-signature" ->
                Map.of(
                        "auth.message-signature.key-id",
                        KEY_ID,
                        "auth.message-signature.public-key",
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
            default -> throw new IllegalArgumentException(mechanism);
        };
    }

    /**
     * Signs a request.
     *
     * @param url the URL without the query
     */
    Map<String, String> sign(String mechanism, String method, String url, String query, String body, Instant now) {
        return switch (mechanism) {
            case "github" ->
                Map.of("X-Hub-Signature-256", "sha256=" + Digests.hex(Digests.hmac(utf8(SECRET), Digests.utf8(body))));
            case "stripe" -> {
                String time = Long.toString(now.getEpochSecond());
                byte[] mac = Digests.hmac(utf8(SECRET), Digests.utf8(time + "." + body));
                yield Map.of("Stripe-Signature", "t=" + time + ",v1=" + "0".repeat(64) + ",v1=" + Digests.hex(mac));
            }
            case "aws" -> aws(method, url, query, body, now);
            case "message-signature" -> message(method, url, query, body, now);
            default -> throw new IllegalArgumentException(mechanism);
        };
    }

    /** Returns a signed request of the test kit. */
    TestRequest request(String mechanism, String query, String body, Instant now) {
        TestRequest request = TestRequest.post("/tasks").withRawQuery(query).withBody("application/json", body);
        for (Map.Entry<String, String> header :
                sign(mechanism, "POST", request.externalUrl(), query, body, now).entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return request;
    }

    private static Map<String, String> aws(String method, String url, String query, String body, Instant now) {
        String time = AwsMechanism.TIME.format(now);
        String scope = time.substring(0, 8) + "/" + AWS_SCOPE;
        String authority = url.substring(url.indexOf("//") + 2, url.indexOf('/', 8));
        String digest = Digests.hex(Digests.sha256(Digests.utf8(body)));
        // The tests use queries that are sorted and need no escapes, so this is their canonical form.
        String canonical = String.join(
                "\n",
                method,
                url.substring(url.indexOf('/', 8)),
                query,
                "host:" + authority,
                "x-amz-content-sha256:" + digest,
                "x-amz-date:" + time,
                "",
                AWS_SIGNED,
                digest);
        String signature = Digests.hex(AwsSignature.sign(AWS_SECRET, time, scope, canonical));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Authorization",
                AwsSignature.SCHEME + " Credential=" + ACCESS_KEY + "/" + scope + ", SignedHeaders=" + AWS_SIGNED
                        + ", Signature=" + signature);
        headers.put("X-Amz-Date", time);
        headers.put("X-Amz-Content-Sha256", digest);
        return headers;
    }

    private Map<String, String> message(String method, String url, String query, String body, Instant now) {
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(Digests.sha256(Digests.utf8(body))) + ":";
        String input = "(\"@method\" \"@target-uri\" \"content-digest\");created=" + now.getEpochSecond() + ";keyid=\""
                + KEY_ID + "\"";
        String base = String.join(
                "\n",
                "\"@method\": " + method,
                "\"@target-uri\": " + url + (query.isEmpty() ? "" : "?" + query),
                "\"content-digest\": " + digest,
                "\"@signature-params\": " + input);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Digest", digest);
        headers.put("Signature-Input", "sig1=" + input);
        headers.put("Signature", "sig1=:" + Base64.getEncoder().encodeToString(signed(base)) + ":");
        return headers;
    }

    private byte[] signed(String base) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(ByteBuffer.wrap(utf8(base)));
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
