package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** HTTP message signatures (RFC 9421) of one Ed25519 key over method, URL and Content-Digest (RFC 9530). */
public final class MessageSignatureFactory implements AuthenticationMechanismFactory {

    static final Setting<String> KEY_ID = Setting.string("auth.message-signature.key-id", "The keyid of signatures.");
    static final Setting<String> PUBLIC_KEY =
            Setting.string("auth.message-signature.public-key", "The Ed25519 key: X.509 in base64.");

    @Override
    public String name() {
        return "message-signature";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(KEY_ID, PUBLIC_KEY);
    }

    @Override
    public AuthenticationMechanism<SignedMessage> create(MechanismContext context) {
        PublicKey key;
        try {
            key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(
                            Base64.getDecoder().decode(context.settings().get(PUBLIC_KEY))));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw context.settings().refuse(PUBLIC_KEY, "expected an Ed25519 key in X.509 form, encoded in base64");
        }
        return new MessageSignatureMechanism(
                context.settings().get(KEY_ID),
                key,
                context.state("signatures", SeenProofs.class, () -> new SeenProofs(100_000)),
                context.clock());
    }
}
