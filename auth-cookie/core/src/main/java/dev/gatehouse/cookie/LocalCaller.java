package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What the application sees of a user of the directory. */
final class LocalCaller {

    /** The name of the directory, as the issuer of its users. */
    static final String ISSUER = "local";

    private static final int MAX_FINGERPRINTS = 4;

    private LocalCaller() {}

    static Caller of(User user, String mechanism, Instant authenticationTime) {
        Caller.Builder caller = Caller.builder(ISSUER, user.name())
                .kind(Caller.Kind.PERSON)
                .mechanism(mechanism)
                .authenticationTime(authenticationTime)
                .amr(List.of("pwd"));
        return described(caller, user);
    }

    /**
     * Returns what a session keeps of the password that opened it, so that it ends when another is set: a digest, which proves the password to nobody. It ends too when the user is
     * removed and somebody else gets the name.
     */
    static String fingerprint(User user) {
        try {
            String account =
                    user.name() + "\n" + user.password().map(PasswordHash::text).orElse("");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether a fingerprint is among those that a session keeps: one, or several where a hash took the place of another of the same password. */
    static boolean openedWith(String data, String fingerprint) {
        for (int at = data.indexOf(fingerprint); at >= 0; at = data.indexOf(fingerprint, at + 1)) {
            int end = at + fingerprint.length();
            if ((at == 0 || data.charAt(at - 1) == ' ') && (end == data.length() || data.charAt(end) == ' ')) {
                return true;
            }
        }
        return false;
    }

    /** Returns what a session keeps when its password is about to get another hash; two logins at once may each have made one. */
    static String withFingerprint(String data, String fingerprint) {
        List<String> all = new ArrayList<>(Arrays.asList(data.split(" ", -1)));
        all.add(fingerprint);
        return String.join(" ", all.subList(Math.max(0, all.size() - MAX_FINGERPRINTS), all.size()));
    }

    /** Whether a session's caller is what the directory says at present. */
    static boolean isCurrent(Caller caller, User user) {
        return caller.permissions().equals(user.permissions())
                && caller.groups().equals(user.groups())
                && caller.tenants().equals(user.tenants())
                && caller.displayName().equals(user.displayName());
    }

    static Caller refreshed(Caller caller, User user) {
        return described(caller.toBuilder(), user);
    }

    private static Caller described(Caller.Builder caller, User user) {
        return caller.displayName(user.displayName())
                .permissions(user.permissions())
                .groups(user.groups())
                .tenants(user.tenants())
                .build();
    }
}
