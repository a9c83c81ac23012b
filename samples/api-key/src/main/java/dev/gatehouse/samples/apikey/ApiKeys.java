package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Keeps the keys as digests. SHA-256 is enough because a key is long and random; a password would need a password
 * hash. Immutable.
 */
final class ApiKeys implements Authenticator<ApiKey> {

    private record Entry(byte[] digest, Caller caller) {}

    private static final int DIGEST_DIGITS = 64;

    private final List<Entry> entries;

    private ApiKeys(List<Entry> entries) {
        this.entries = entries;
    }

    static ApiKeys of(Settings settings) {
        Set<String> permissions = Set.copyOf(settings.get(ApiKeyFactory.PERMISSIONS));
        List<Entry> entries = new ArrayList<>();
        for (String text : settings.get(ApiKeyFactory.KEYS)) {
            int colon = text.length() - DIGEST_DIGITS - 1;
            if (colon < 1 || text.charAt(colon) != ':' || !isHex(text, colon + 1)) {
                throw settings.refuse(
                        ApiKeyFactory.KEYS,
                        "expected name:digest, the digest with 64 hexadecimal digits; make one with sha256sum");
            }
            Caller caller = Caller.builder("api-key", text.substring(0, colon))
                    .kind(Caller.Kind.CLIENT)
                    .permissions(permissions)
                    .build();
            entries.add(new Entry(HexFormat.of().parseHex(text, colon + 1, text.length()), caller));
        }
        return new ApiKeys(entries);
    }

    @Override
    public AuthenticationResult authenticate(ApiKey key) {
        if (key.values().size() > 1) {
            return AuthenticationResult.ambiguous(Reason.of("api-key.repeated"));
        }
        byte[] digest = sha256(key.values().get(0));
        Caller caller = null;
        for (Entry entry : entries) {
            // Every entry is compared in full, so that the time taken tells nothing about the keys.
            caller = MessageDigest.isEqual(digest, entry.digest) ? entry.caller : caller;
        }
        return caller == null
                ? AuthenticationResult.rejected(Reason.of("api-key.unknown"))
                : AuthenticationResult.authenticated(caller);
    }

    private static boolean isHex(String text, int start) {
        return text.chars().skip(start).allMatch(HexFormat::isHexDigit);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
