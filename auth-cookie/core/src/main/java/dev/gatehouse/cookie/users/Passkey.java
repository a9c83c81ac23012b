package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Objects;

/**
 * A passkey of a user: the public part of a WebAuthn credential (WebAuthn Level 3, section 4). It has no secret.
 * Immutable.
 *
 * @param id the credential id, base64url without padding; 1 to 1364 characters
 * @param user the name of the user it belongs to, as in {@link User#name()}
 * @param handle the user handle that the authenticator keeps with it, base64url without padding; 43 characters
 * @param publicKey the COSE key (RFC 9052), base64url without padding; at most 4000 characters
 * @param counter the signature counter of its last use, 0 to 4294967295; 0 for authenticators without a counter
 * @param backupEligible whether it may be copied to other devices
 * @param backedUp whether it was copied to other devices or a backup when it was last used
 * @param label the name that its user gave it; 1 to 64 characters, not blank, without control characters
 * @param created when it was registered
 * @param lastUsed when its user last logged in with it, or when it was registered
 * @since 0.1
 */
@Incubating
public record Passkey(
        String id,
        String user,
        String handle,
        String publicKey,
        long counter,
        boolean backupEligible,
        boolean backedUp,
        String label,
        Instant created,
        Instant lastUsed) {

    private static final int MAX_ID = 1364;
    private static final int HANDLE = 43;
    private static final int MAX_KEY = 4000;
    private static final int MAX_LABEL = 64;
    private static final long MAX_COUNTER = 0xffff_ffffL;

    /**
     * Validates the components.
     *
     * @throws IllegalArgumentException if one of them is not allowed
     */
    public Passkey {
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(lastUsed, "lastUsed");
        if (id.length() > MAX_ID || publicKey.length() > MAX_KEY || !isBase64Url(id) || !isBase64Url(publicKey)) {
            throw new IllegalArgumentException("expected the id and the public key of a passkey in base64url");
        }
        if (handle.length() != HANDLE || !isBase64Url(handle)) {
            throw new IllegalArgumentException("expected a user handle of 32 bytes in base64url");
        }
        if (!UserNames.isName(user) || user.isBlank()) {
            throw new IllegalArgumentException("expected the name of a user");
        }
        if (!isLabel(label)) {
            throw new IllegalArgumentException("expected a label of 1 to 64 characters without control characters");
        }
        if (counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("expected a signature counter of 32 bits");
        }
    }

    /** Returns whether a string can be a label: 1 to 64 characters, not blank, without control characters. */
    public static boolean isLabel(String text) {
        return text.length() <= MAX_LABEL && UserNames.isName(text) && !text.isBlank();
    }

    /** Returns this passkey after another use. */
    public Passkey used(long counter, boolean backedUp, Instant at) {
        return new Passkey(id, user, handle, publicKey, counter, backupEligible, backedUp, label, created, at);
    }

    /** Returns whether a string has only characters of base64url, without padding, and at least one. */
    public static boolean isBase64Url(String text) {
        boolean good = !text.isEmpty();
        for (int i = 0; good && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            good = letterOrDigit || c == '-' || c == '_';
        }
        return good;
    }
}
