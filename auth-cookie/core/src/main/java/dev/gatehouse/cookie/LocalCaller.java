package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.support.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps a user of the directory to a caller. */
final class LocalCaller {

    /** The issuer of all users of the directory. */
    static final String ISSUER = Caller.LOCAL_ISSUER;

    /** The authentication methods of a log-in with a password. */
    static final List<String> PASSWORD = List.of("pwd");

    private static final int MAX_FINGERPRINTS = 4;

    private LocalCaller() {}

    /** Returns the caller for a user who was authenticated by password. */
    static Caller of(User user, String mechanism, Instant authenticationTime) {
        return of(user, mechanism, authenticationTime, PASSWORD);
    }

    /** Returns the caller for a user who was authenticated by these methods (RFC 8176). */
    static Caller of(User user, String mechanism, Instant authenticationTime, List<String> amr) {
        Caller.Builder caller = Caller.builder(ISSUER, user.name())
                .kind(Caller.Kind.PERSON)
                .mechanism(mechanism)
                .authenticationTime(authenticationTime)
                .amr(amr);
        return described(caller, user);
    }

    /**
     * Returns the fingerprint of a user's password, which a session stores so that it ends when the password changes.
     * It is a digest and proves the password to no one. It covers the name as well, so the session also ends if the
     * user is removed and the name is given to another person.
     */
    static String fingerprint(User user) {
        return Sha256.base64Url(
                user.name() + "\n" + user.password().map(PasswordHash::text).orElse(""));
    }

    /** Returns whether a session stores this fingerprint. It stores several if the same password was hashed again. */
    static boolean openedWith(String data, String fingerprint) {
        for (int at = data.indexOf(fingerprint); at >= 0; at = data.indexOf(fingerprint, at + 1)) {
            int end = at + fingerprint.length();
            if ((at == 0 || data.charAt(at - 1) == ' ') && (end == data.length() || data.charAt(end) == ' ')) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the session data for a password that is about to be hashed again. Two logins at once may each add a
     * fingerprint.
     */
    static String withFingerprint(String data, String fingerprint) {
        List<String> all = new ArrayList<>(Arrays.asList(data.split(" ", -1)));
        all.add(fingerprint);
        return String.join(" ", all.subList(Math.max(0, all.size() - MAX_FINGERPRINTS), all.size()));
    }

    /** Returns whether the caller of a session matches the user in the directory. */
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
