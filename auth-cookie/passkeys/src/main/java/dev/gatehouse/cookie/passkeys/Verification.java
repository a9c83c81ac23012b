package dev.gatehouse.cookie.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.spi.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies responses of authenticators with the library (WebAuthn Level 3, sections 7.1 and 7.2). Thread-safe.
 *
 * <p>No attestation is asked for. What browsers leave nevertheless is accepted if it is a self-attestation: a signature
 * of the new key itself. A certificate would have to be judged by roots that are not configured.
 */
final class Verification {

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    /** The algorithms that are asked for, the preferred one first: ES256, EdDSA, RS256. */
    static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    /** The result of verifying a registration. */
    sealed interface Registered {
        /** The authenticator has made this passkey. */
        record Good(Passkey passkey) implements Registered {}

        /** It is refused. */
        record Bad(Reason reason) implements Registered {}
    }

    /** The result of verifying a log-in. */
    sealed interface Asserted {
        /**
         * The authenticator has signed.
         *
         * @param userVerified whether it has verified its user
         */
        record Good(long counter, boolean backedUp, boolean userVerified) implements Asserted {}

        /** It is refused. */
        record Bad(Reason reason) implements Asserted {}
    }

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 4096;
    /** An RSA key of the largest size, encoded, is half as long. Numbers may be padded without limit. */
    private static final int LONGEST_KEY = 1500;
    /** The AAGUID and the length of the id. */
    private static final int BEFORE_ID = 18;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String rpId;
    private final Set<Origin> origins = new HashSet<>();
    private final boolean userVerification;
    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager library = new WebAuthnManager(
            List.of(new NoneAttestationStatementVerifier(), new PackedAttestationStatementVerifier()),
            new NullCertPathTrustworthinessVerifier(),
            new DefaultSelfAttestationTrustworthinessVerifier(),
            converter);
    private final List<PublicKeyCredentialParameters> algorithms = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(algorithm)))
            .toList();

    /** @param userVerification whether the authenticator has to verify its user */
    Verification(RelyingParty party, boolean userVerification) {
        this.rpId = party.id();
        party.origins().forEach(origin -> origins.add(new Origin(origin)));
        this.userVerification = userVerification;
    }

    /**
     * Verifies a registration.
     *
     * @param user the name of the user
     * @param handle the user handle that the authenticator was given
     */
    Registered registration(ResponseJson.Registration response, String user, String handle, Instant now) {
        if (response.clientData().crossOrigin()) {
            return new Registered.Bad(PasskeyReasons.CROSS_ORIGIN);
        }
        RegistrationData data = parsed(() -> library.parse(new RegistrationRequest(
                response.attestationObject(), response.clientData().json())));
        if (data == null || data.getAttestationObject() == null) {
            return new Registered.Bad(PasskeyReasons.MALFORMED);
        }
        try {
            library.verify(
                    data,
                    new RegistrationParameters(server(response.clientData()), algorithms, userVerification, true));
            AuthenticatorData<?> authenticator = data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData credential = authenticator.getAttestedCredentialData();
            if (!isWithoutCertificates(data.getAttestationObject().getAttestationStatement())) {
                return new Registered.Bad(PasskeyReasons.ATTESTATION);
            }
            if (credential == null
                    || !ENCODER.encodeToString(credential.getCredentialId()).equals(response.id())) {
                return new Registered.Bad(PasskeyReasons.MALFORMED);
            }
            PublicKey key = parsed(() -> credential.getCOSEKey().getPublicKey());
            if (key == null) {
                return new Registered.Bad(PasskeyReasons.MALFORMED);
            }
            String encodedKey = encodedKey(credential);
            if (!isOfUsualSize(key) || encodedKey.length() > LONGEST_KEY) {
                return new Registered.Bad(PasskeyReasons.ALGORITHM);
            }
            return new Registered.Good(new Passkey(
                    response.id(),
                    user,
                    handle,
                    encodedKey,
                    authenticator.getSignCount(),
                    authenticator.isFlagBE(),
                    authenticator.isFlagBS(),
                    response.label(),
                    now,
                    now));
        } catch (WebAuthnException refused) {
            return new Registered.Bad(PasskeyReasons.of(refused));
        }
    }

    /** Verifies a log-in with a passkey, whose id is that of the response or does not matter. */
    Asserted assertion(ResponseJson.Assertion response, Passkey passkey) {
        if (response.clientData().crossOrigin()) {
            return new Asserted.Bad(PasskeyReasons.CROSS_ORIGIN);
        }
        byte[] id = Base64.getUrlDecoder().decode(response.id());
        AuthenticationData data = parsed(() -> library.parse(new AuthenticationRequest(
                id, response.authenticatorData(), response.clientData().json(), response.signature())));
        AuthenticatorData<?> authenticator = data == null ? null : data.getAuthenticatorData();
        if (data == null || authenticator == null) {
            return new Asserted.Bad(PasskeyReasons.MALFORMED);
        }
        try {
            library.verify(
                    data,
                    new AuthenticationParameters(
                            server(response.clientData()), record(passkey, id), null, userVerification, true));
            return new Asserted.Good(authenticator.getSignCount(), authenticator.isFlagBS(), authenticator.isFlagUV());
        } catch (WebAuthnException refused) {
            return new Asserted.Bad(PasskeyReasons.of(refused));
        }
    }

    /** Returns {@code null} if the bytes are malformed. */
    private static <T> @Nullable T parsed(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (RuntimeException malformed) {
            // The library declares one exception; those of its CBOR and JSON parsers and of its records come as well.
            LOG.debug(
                    "malformed response of an authenticator: {}",
                    malformed.getClass().getName());
            return null;
        }
    }

    /** Returns a passkey of no authenticator, to verify in place of an unknown one. */
    Passkey decoy() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            COSEKey key =
                    EC2COSEKey.create((ECPublicKey) keys.generateKeyPair().getPublic(), COSEAlgorithmIdentifier.ES256);
            return new Passkey(
                    "decoy",
                    "decoy",
                    Attempt.newRandom(),
                    encodedKey(new AttestedCredentialData(AAGUID.ZERO, new byte[0], key)),
                    0,
                    false,
                    false,
                    "decoy",
                    Instant.EPOCH,
                    Instant.EPOCH);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has P-256", impossible);
        }
    }

    private static boolean isWithoutCertificates(@Nullable AttestationStatement statement) {
        return statement instanceof NoneAttestationStatement
                || (statement instanceof PackedAttestationStatement packed && packed.getX5c() == null);
    }

    /** A short RSA key can be broken, and a long one makes each log-in slow. */
    private static boolean isOfUsualSize(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
        }
        return true;
    }

    /** Returns the COSE key, which ends the attested credential data (section 6.5.1). */
    private String encodedKey(AttestedCredentialData credential) {
        byte[] bytes = credentials.convert(credential);
        int start = BEFORE_ID + credential.getCredentialId().length;
        return ENCODER.encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    private AttestedCredentialData credential(byte[] id, String encodedKey) {
        byte[] key = Base64.getUrlDecoder().decode(encodedKey);
        return credentials.convert(ByteBuffer.allocate(BEFORE_ID + id.length + key.length)
                .put(AAGUID.ZERO.getBytes())
                .putShort((short) id.length)
                .put(id)
                .put(key)
                .array());
    }

    private CredentialRecordImpl record(Passkey passkey, byte[] id) {
        return new CredentialRecordImpl(
                null,
                userVerification,
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.counter(),
                credential(id, passkey.publicKey()),
                null,
                null,
                null,
                null);
    }

    /** The challenge was compared when its cookie was found. */
    private ServerProperty server(ResponseJson.ClientData clientData) {
        return ServerProperty.builder()
                .origins(origins)
                .rpId(rpId)
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(clientData.challenge())))
                .build();
    }
}
