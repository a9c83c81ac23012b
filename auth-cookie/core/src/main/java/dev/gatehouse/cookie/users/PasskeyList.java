package dev.gatehouse.cookie.users;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passkeys by id, in the order in which they were registered, and the secret of their store. Not thread-safe. */
final class PasskeyList {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;
    private final Map<String, Passkey> byId = new LinkedHashMap<>();

    PasskeyList(String secret, Collection<Passkey> passkeys) {
        this.secret = secret;
        passkeys.forEach(passkey -> byId.put(passkey.id(), passkey));
    }

    /** Returns an empty list with a new secret. */
    static PasskeyList create() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new PasskeyList(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), List.of());
    }

    String secret() {
        return secret;
    }

    List<Passkey> all() {
        return List.copyOf(byId.values());
    }

    PasskeyList copy() {
        return new PasskeyList(secret, byId.values());
    }

    Optional<Passkey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Passkey> ofUser(String user) {
        return byId.values().stream()
                .filter(passkey -> passkey.user().equals(user))
                .toList();
    }

    PasskeyStore.Added add(Passkey passkey, int most) {
        if (byId.containsKey(passkey.id())) {
            return PasskeyStore.Added.EXISTS;
        }
        if (ofUser(passkey.user()).size() >= most) {
            return PasskeyStore.Added.FULL;
        }
        byId.put(passkey.id(), passkey);
        return PasskeyStore.Added.STORED;
    }

    boolean used(Passkey before, long counter, boolean backedUp, Instant at) {
        Passkey now = byId.get(before.id());
        if (now == null || now.counter() != before.counter()) {
            return false;
        }
        byId.put(now.id(), now.used(counter, backedUp, at));
        return true;
    }

    boolean remove(String user, String id) {
        Passkey passkey = byId.get(id);
        return passkey != null && passkey.user().equals(user) && byId.remove(id) != null;
    }

    /** Removes the passkeys of all other users; returns whether there were any. */
    boolean retain(Set<String> users) {
        return byId.values().removeIf(passkey -> !users.contains(passkey.user()));
    }
}
