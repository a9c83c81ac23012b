package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MechanismContractTest {

    static Stream<CredentialSource> sources() {
        return Stream.of(
                CredentialSource.authorization(),
                CredentialSource.header("X-Knock"),
                CredentialSource.headers("X-Knock", "X-Door"),
                CredentialSource.cookie("KNOCK"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void mechanismWithoutFlaw_keepsEveryRule(CredentialSource source) {
        assertEquals(Set.of(), brokenRules(new FlawedContract(null, source)));
    }

    @ParameterizedTest
    @EnumSource
    void mechanismWithFlaw_breaksItsRulesAndNoOther(Flaw flaw) {
        try (CapturedOutput talk = new CapturedOutput()) {
            assertEquals(flaw.broken(), brokenRules(new FlawedContract(flaw, source(flaw))), () -> talk.text());
        }
    }

    @Test
    void everyRule_hasAFlawThatBreaksIt() {
        Set<Rule> broken = EnumSet.of(Rule.DISCOVERABLE);
        for (Flaw flaw : Flaw.values()) {
            broken.addAll(flaw.broken());
        }
        PlantedBugsTest.bugs().forEach(bug -> broken.addAll(bug.broken()));
        assertEquals(EnumSet.allOf(Rule.class), broken);
    }

    @Test
    void factoryThatServiceLoaderCantMake_isNotDiscoverable() {
        assertAll(
                () -> assertNotDiscoverable(new HiddenFactory(), "is not public"),
                () -> assertNotDiscoverable(new NeedyFactory("x"), "has no public no-argument constructor"),
                () -> assertNotDiscoverable(new UnregisteredFactory(), "is not listed in META-INF/services"));
    }

    @Test
    void mechanismWithoutBackEnd_hasNoTestOfAnOutage() {
        assertEquals(
                0,
                new DelegatingContract(new FlawedFactory())
                        .backEndDown_isUnavailableNotRejected()
                        .count());
    }

    @Test
    void brokenRule_tellsWhatItIsAndWhy() {
        List<AssertionError> failures =
                ContractRun.failures(new FlawedContract(Flaw.REASON_SHOWS_SECRET, source(Flaw.NO_CHALLENGE)));
        assertEquals(1, failures.size());
        String message = failures.get(0).getMessage();
        assertAll(
                () -> assertTrue(message.startsWith("broken rule SECRET_SHOWN: "), message),
                () -> assertTrue(message.contains("\n  why: "), message),
                () -> assertTrue(message.contains("shown by the reason"), message));
    }

    private static CredentialSource source(Flaw flaw) {
        return switch (flaw) {
            case PASSES_OVER_EMPTY_HEADER, TAKES_FIRST_OF_SEVERAL, TAKES_LAST_OF_SEVERAL ->
                CredentialSource.header("X-Knock");
            case PASSES_OVER_INCOMPLETE -> CredentialSource.headers("X-Knock", "X-Door");
            case TAKES_FIRST_COOKIE, TAKES_LAST_COOKIE -> CredentialSource.cookie("KNOCK");
            default -> CredentialSource.authorization();
        };
    }

    private static void assertNotDiscoverable(AuthenticationMechanismFactory factory, String seen) {
        List<AssertionError> failures = ContractRun.failures(new DelegatingContract(factory));
        assertEquals(1, failures.size(), failures.toString());
        String message = failures.get(0).getMessage();
        assertTrue(message.startsWith("broken rule DISCOVERABLE") && message.endsWith(seen), message);
    }

    private static Set<Rule> brokenRules(MechanismContract contract) {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        for (AssertionError failure : ContractRun.failures(contract)) {
            broken.add(ContractRun.rule(failure));
        }
        return broken;
    }

    /** A factory that works like the one without flaw. */
    private static class Delegating implements AuthenticationMechanismFactory {
        private final FlawedFactory delegate = new FlawedFactory();

        @Override
        public String name() {
            return delegate.name();
        }

        @Override
        public List<Setting<?>> settings() {
            return delegate.settings();
        }

        @Override
        public AuthenticationMechanism<?> create(MechanismContext context) {
            return delegate.create(context);
        }
    }

    private static final class HiddenFactory extends Delegating {}

    /** Needs something. */
    public static final class NeedyFactory extends Delegating {
        /** Takes it. */
        public NeedyFactory(String need) {
            if (need.isEmpty()) {
                throw new IllegalArgumentException("need");
            }
        }
    }

    /** Stands in no file. */
    public static final class UnregisteredFactory extends Delegating {
        /** Makes it. */
        public UnregisteredFactory() {}
    }

    private record DelegatingContract(AuthenticationMechanismFactory factory) implements MechanismContract {
        private static final FlawedContract REST = new FlawedContract(null, CredentialSource.authorization());

        @Override
        public TestContext context() {
            return REST.context();
        }

        @Override
        public TestRequest goodRequest(TestMechanism mechanism) {
            return REST.goodRequest(mechanism);
        }

        @Override
        public Map<String, TestRequest> badRequests() {
            return REST.badRequests();
        }
    }
}
