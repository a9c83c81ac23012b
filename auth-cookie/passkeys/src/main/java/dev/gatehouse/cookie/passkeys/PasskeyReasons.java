package dev.gatehouse.cookie.passkeys;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.gatehouse.spi.Reason;
import java.util.Map;

/** The reasons why a passkey is refused. */
final class PasskeyReasons {

    static final Reason MALFORMED = Reason.of("passkey.malformed", "the response of the browser is malformed");
    static final Reason CHALLENGE_UNKNOWN = Reason.of("passkey.challenge-unknown");
    static final Reason CHALLENGE_EXPIRED = Reason.of("passkey.challenge-expired");
    static final Reason CHALLENGE_USED = Reason.of("passkey.challenge-used");
    static final Reason CROSS_ORIGIN = Reason.of("passkey.cross-origin");
    static final Reason UNKNOWN = Reason.of("passkey.unknown");
    static final Reason OTHER_USER = Reason.of("passkey.other-user");
    static final Reason COUNTER = Reason.of("passkey.counter");
    static final Reason ALGORITHM = Reason.of("passkey.algorithm");
    static final Reason ATTESTATION = Reason.of("passkey.attestation");
    static final Reason USER_UNKNOWN = Reason.of("passkey.user-unknown");
    static final Reason EXISTS = Reason.of("passkey.exists");
    static final Reason FULL = Reason.of("passkey.full");
    static final Reason SESSION_REQUIRED = Reason.of("passkey.session-required");
    static final Reason PASSWORD_REQUIRED = Reason.of("passkey.password-required");
    static final Reason STORE_UNAVAILABLE = Reason.of("passkey.store-unavailable", "the passkey store does not answer");
    static final Reason SESSIONS_UNAVAILABLE =
            Reason.of("passkey.sessions-unavailable", "the session store does not answer");

    private static final Map<Class<? extends WebAuthnException>, Reason> OF_LIBRARY = Map.ofEntries(
            Map.entry(DataConversionException.class, MALFORMED),
            Map.entry(BadOriginException.class, Reason.of("passkey.origin")),
            Map.entry(BadRpIdException.class, Reason.of("passkey.relying-party")),
            Map.entry(InconsistentClientDataTypeException.class, Reason.of("passkey.type")),
            Map.entry(UserNotPresentException.class, Reason.of("passkey.user-not-present")),
            Map.entry(UserNotVerifiedException.class, Reason.of("passkey.user-not-verified")),
            Map.entry(BadSignatureException.class, Reason.of("passkey.signature")),
            Map.entry(MaliciousCounterValueException.class, COUNTER),
            Map.entry(NotAllowedAlgorithmException.class, ALGORITHM),
            Map.entry(BadAlgorithmException.class, ALGORITHM),
            Map.entry(BadAttestationStatementException.class, ATTESTATION),
            Map.entry(IllegalBackupStateException.class, Reason.of("passkey.backup-state")),
            Map.entry(BadBackupEligibleFlagException.class, Reason.of("passkey.backup-state")));

    private PasskeyReasons() {}

    /** Returns the reason for a refusal of the library. Its message may repeat input, so it is not passed on. */
    static Reason of(WebAuthnException refused) {
        Reason reason = OF_LIBRARY.get(refused.getClass());
        return reason != null
                ? reason
                : Reason.of("passkey.invalid", refused.getClass().getSimpleName());
    }
}
