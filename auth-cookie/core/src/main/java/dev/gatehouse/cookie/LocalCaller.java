package dev.gatehouse.cookie;

import dev.gatehouse.spi.Caller;
import java.time.Instant;
import java.util.List;

/** What the application sees of a user of the directory. */
final class LocalCaller {

    /** The name of the directory, as the issuer of its users. */
    static final String ISSUER = "local";

    private LocalCaller() {}

    static Caller of(User user, String mechanism, Instant authenticationTime) {
        Caller.Builder caller = Caller.builder(ISSUER, user.name())
                .kind(Caller.Kind.PERSON)
                .mechanism(mechanism)
                .authenticationTime(authenticationTime)
                .amr(List.of("pwd"));
        return described(caller, user);
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
