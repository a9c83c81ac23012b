package dev.gatehouse.testkit.mechanisms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The computations of AWS Signature Version 4. */
final class AwsSignature {

    static final String SCHEME = "AWS4-HMAC-SHA256";

    private AwsSignature() {}

    /** Returns a parameter of the Authorization header; {@code null} if it is absent or repeated. */
    static @Nullable String parameter(String parameters, String name) {
        String found = null;
        for (String part : parameters.split(", *", 8)) {
            if (part.startsWith(name + "=")) {
                if (found != null) {
                    return null;
                }
                found = part.substring(name.length() + 1);
            }
        }
        return found;
    }

    /**
     * Signs a canonical request.
     *
     * @param time the time, as in {@code X-Amz-Date}
     * @param scope date, region, service and {@code aws4_request}
     */
    static byte[] sign(String secretKey, String time, String scope, String canonical) {
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = Digests.hmac(key, Digests.utf8(part));
        }
        ByteBuffer canonicalBytes = Digests.utf8(canonical);
        String toSign = String.join("\n", SCHEME, time, scope, Digests.hex(Digests.sha256(canonicalBytes)));
        return Digests.hmac(key, Digests.utf8(toSign));
    }
}
