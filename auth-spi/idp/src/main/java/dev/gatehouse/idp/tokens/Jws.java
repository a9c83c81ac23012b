package dev.gatehouse.idp.tokens;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The compact serialization of RFC 7515 section 7.1.
 *
 * @since 0.1
 */
@Internal
public record Jws(Map<String, Object> header, Map<String, Object> claims) {

    public static String sign(SigningKey key, @Nullable String type, Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm());
        if (type != null) {
            header.put("typ", type);
        }
        header.put("kid", key.kid());
        String input =
                encode(JSONObjectUtils.toJSONString(header)) + "." + encode(JSONObjectUtils.toJSONString(claims));
        return input + "." + Base64URL.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads a token that one of these keys signed with its own algorithm. Times are not checked. */
    public static Optional<Jws> verified(String compact, SigningKeys keys) {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        try {
            Map<String, Object> header = JSONObjectUtils.parse(decode(compact.substring(0, first)));
            Object algorithm = header.get("alg");
            if (!(header.get("kid") instanceof String kid)) {
                return Optional.empty();
            }
            byte[] input = compact.substring(0, second).getBytes(StandardCharsets.US_ASCII);
            Base64URL signature = new Base64URL(compact.substring(second + 1));
            boolean right = keys.known(kid)
                    .filter(key -> key.algorithm().equals(algorithm))
                    .filter(key -> key.verifies(input, signature))
                    .isPresent();
            return right
                    ? Optional.of(new Jws(header, JSONObjectUtils.parse(decode(compact.substring(first + 1, second)))))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    static String encode(String json) {
        return Base64URL.encode(json).toString();
    }

    private static String decode(String segment) {
        return new Base64URL(segment).decodeToString();
    }

    public Optional<String> text(String claim) {
        return claims.get(claim) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /** Shows the header only, because the claims are confidential. */
    @Override
    public String toString() {
        return "Jws" + header;
    }
}
