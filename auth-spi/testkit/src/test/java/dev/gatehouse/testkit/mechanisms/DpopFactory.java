package dev.gatehouse.testkit.mechanisms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.text.ParseException;
import java.util.List;

/** Access tokens bound to a key of the client's (RFC 9449), with a nonce of ours in each proof. */
public final class DpopFactory implements AuthenticationMechanismFactory {

    static final Setting<String> ISSUER_KEY =
            Setting.string("auth.dpop.issuer-key", "The public key of the issuer of access tokens, as a JWK.");
    static final Setting<Integer> REPLAY_SIZE = Setting.integer(
                    "auth.dpop.replay-size", "How many proofs are remembered at most.", 1, 1_000_000)
            .defaultsTo("100000");

    @Override
    public String name() {
        return "dpop";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ISSUER_KEY, REPLAY_SIZE);
    }

    @Override
    public AuthenticationMechanism<DpopMechanism.Bound> create(MechanismContext context) {
        ECDSAVerifier issuer;
        try {
            issuer = new ECDSAVerifier(ECKey.parse(context.settings().get(ISSUER_KEY)));
        } catch (ParseException | JOSEException unusable) {
            throw context.settings().refuse(ISSUER_KEY, "expected a JWK of type EC with curve P-256");
        }
        int size = context.settings().get(REPLAY_SIZE);
        return new DpopMechanism(
                issuer,
                context.state("nonces", Nonces.class, Nonces::new),
                context.state("proofs", SeenProofs.class, () -> new SeenProofs(size)),
                context.clock());
    }
}
