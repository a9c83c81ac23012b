package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private static final Reason REASON = Reason.of("a.reason");

    private static List<String> of(String realm, Refusal refusal, FakeMechanism... mechanisms) {
        List<ActiveMechanism<?>> active = new ArrayList<>();
        Arrays.stream(mechanisms)
                .forEach(mechanism -> active.add(new ActiveMechanism<>(mechanism.name(), mechanism, 32)));
        return List.copyOf(new Challenges(active, realm, null).of(refusal));
    }

    private static Refusal refused(CredentialSource source, String scheme) {
        return Refusal.of(401, REASON).by("x", source, scheme).challenged(Cause.CREDENTIAL_REFUSED);
    }

    private static FakeMechanism offering(String name, CredentialSource source, Challenge... challenges) {
        FakeMechanism mechanism = source.kind() == CredentialSource.Kind.HEADER
                ? FakeMechanism.header(name, source.name())
                : FakeMechanism.authorization(name, name);
        return mechanism.challenging(refusal -> List.of(challenges));
    }

    @Test
    void schemeThatWasUsed_standsBeforeOthersOfItsSource() {
        FakeMechanism one = offering("one", CredentialSource.authorization(), Challenge.of("Bearer"));
        FakeMechanism two = offering(
                "two",
                CredentialSource.authorization(),
                Challenge.of("DPoP").with("error", "invalid_token"),
                Challenge.of("Bearer"),
                Challenge.of("DPoPx"));
        assertEquals(
                List.of("DPoP realm=\"r\", error=\"invalid_token\"", "Bearer realm=\"r\"", "DPoPx realm=\"r\""),
                of("r", refused(CredentialSource.authorization(), "dpop"), one, two));
        assertEquals(
                List.of("Bearer realm=\"r\"", "DPoP realm=\"r\", error=\"invalid_token\"", "DPoPx realm=\"r\""),
                of("r", refused(CredentialSource.authorization(), "Bearer"), one, two));
    }

    @Test
    void refusedSource_standsFirstAndAloneGetsTheError() {
        FakeMechanism key = FakeMechanism.header("key", "X-Key")
                .challenging(refusal -> List.of(
                        Challenge.of("Key").with("cause", refusal.cause().name())));
        FakeMechanism bearer = FakeMechanism.authorization("bearer", "Bearer")
                .challenging(refusal -> List.of(Challenge.of("Bearer")
                        .with("cause", refusal.cause().name())
                        .with("scheme", refusal.presentedScheme().orElse("none"))));
        assertEquals(
                List.of(
                        "Bearer realm=\"r\", cause=\"CREDENTIAL_REFUSED\", scheme=\"bEaReR\"",
                        "Key realm=\"r\", cause=\"NOTHING_PRESENTED\""),
                of("r", refused(CredentialSource.authorization(), "bEaReR"), key, bearer));
        assertEquals(
                List.of(
                        "Key realm=\"r\", cause=\"NOTHING_PRESENTED\"",
                        "Bearer realm=\"r\", cause=\"NOTHING_PRESENTED\", scheme=\"none\""),
                of("r", Refusal.nothingPresented(REASON), key, bearer));
    }

    @Test
    void sameChallengeOfTwo_isSentOnce() {
        FakeMechanism one = FakeMechanism.authorization("one", "Bearer");
        FakeMechanism two = FakeMechanism.authorization("two", "Bearer");
        assertEquals(
                List.of("Bearer realm=\"r\", error=\"invalid_token\""),
                of("r", refused(CredentialSource.authorization(), "Bearer"), one, two));
    }

    @Test
    void everyValue_isQuotedAndEscaped() {
        FakeMechanism odd = offering(
                "odd",
                CredentialSource.authorization(),
                Challenge.of("Odd").with("a", "x\"y\\z").with("n", "token"));
        assertEquals(
                List.of("Odd realm=\"a \\\"b\\\" \\\\c\", a=\"x\\\"y\\\\z\", n=\"token\""),
                of("a \"b\" \\c", Refusal.nothingPresented(REASON), odd));
    }

    @Test
    void realm_isAddedOnlyWhereItBelongs() {
        FakeMechanism several = offering(
                "several",
                CredentialSource.header("X-Key"),
                Challenge.of("Own").with("realm", "mine"),
                Challenge.of("Bare"),
                Challenge.of("Negotiate"),
                Challenge.of("negotiate"),
                Challenge.token68("Token", "YWJj"));
        assertEquals(
                List.of("Own realm=\"mine\"", "Bare realm=\"r\"", "Negotiate", "negotiate", "Token YWJj"),
                of("r", Refusal.nothingPresented(REASON), several));
    }

    @Test
    void noMechanismOffersAChallenge_401HasOne() {
        FakeMechanism session = TestHost.session();
        assertEquals(List.of("Session realm=\"r\""), of("r", Refusal.nothingPresented(REASON), session));
        Refusal forbidden =
                Refusal.of(403, REASON).by("session", session.source(), "").challenged(Cause.PERMISSION_MISSING);
        assertEquals(List.of(), of("r", forbidden, session));
        assertEquals(List.of(), of("r", Refusal.of(400, REASON), TestHost.bearer()));
    }

    @Test
    void knownCaller_getsTheChallengesOfItsOwnSourceAlone() {
        List<RefusalContext> asked = new ArrayList<>();
        FakeMechanism bearer = FakeMechanism.authorization("bearer", "Bearer").challenging(refusal -> {
            asked.add(refusal);
            return List.of(Challenge.of("Bearer").with("error", "insufficient_scope"));
        });
        FakeMechanism key = offering("key", CredentialSource.header("X-Key"), Challenge.of("Key"));
        Refusal forbidden = Refusal.of(403, REASON)
                .by("bearer", CredentialSource.authorization(), "Bearer")
                .challenged(Cause.PERMISSION_MISSING)
                .permissions(Set.of("WRITE"));
        assertEquals(List.of("Bearer realm=\"r\", error=\"insufficient_scope\""), of("r", forbidden, key, bearer));
        assertEquals(Set.of("WRITE"), asked.get(0).permissions());
        Refusal stepUp = Refusal.of(401, REASON)
                .by("bearer", CredentialSource.authorization(), "Bearer")
                .challenged(Cause.STEP_UP_NEEDED)
                .stepUp("gold", Duration.ofMinutes(5));
        assertEquals(1, of("r", stepUp, key, bearer).size());
        assertEquals("gold", asked.get(1).acr());
        assertEquals(Duration.ofMinutes(5), asked.get(1).maxAge());
    }
}
