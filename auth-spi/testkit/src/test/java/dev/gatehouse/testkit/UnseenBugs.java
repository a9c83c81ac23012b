package dev.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.RequestView;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Mechanisms that are wrong in ways that the contract cannot see; docs/contract.md lists them. */
final class UnseenBugs {

    /** The used keys, which the host keeps. */
    private static final class Used {
        private final Set<String> keys = ConcurrentHashMap.newKeySet();
    }

    private UnseenBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                judging("secrets compared with `equals`", HealthyMechanism.GOOD::equals),
                PlantedBug.of(
                                "a used credential is looked up and entered in two steps",
                                Rule.SINGLE_USE,
                                "",
                                UnseenBugs::inTwoSteps)
                        .withGood(StateBugs::numbered)
                        .withSingleUse(),
                judging(
                        "a host name is resolved, or a file looked for, in a mechanism that does not block",
                        key -> resolves("localhost") && HealthyMechanism.GOOD.equals(key)),
                PlantedBug.of(
                        "the extractor verifies a signature",
                        Rule.EXTRACTOR_DOES_NOT_BLOCK,
                        "",
                        context -> new HealthyMechanism(context) {
                            @Override
                            Optional<Credential> extract(RequestView request) {
                                request.headers(HEADER).forEach(UnseenBugs::sign);
                                return super.extract(request);
                            }
                        }),
                PlantedBug.of("a counter without a lock", Rule.CONCURRENT, "", Counting::new));
    }

    private static PlantedBug judging(String name, Predicate<String> good) {
        return PlantedBug.of(name, Rule.BAD_IS_REFUSED, "", context -> new HealthyMechanism(context) {
            @Override
            boolean isGood(String key) {
                return good.test(key);
            }
        });
    }

    private static HealthyMechanism inTwoSteps(MechanismContext context) {
        Set<String> used = context.state("used", Used.class, Used::new).keys;
        return StateBugs.once(context, key -> {
            boolean first = !used.contains(key);
            used.add(key);
            return first;
        });
    }

    private static boolean resolves(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static void sign(String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            mac.doFinal(key.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Counts for its health. */
    private static final class Counting extends HealthyMechanism {
        private long keys;

        private Counting(MechanismContext context) {
            super(context);
        }

        @Override
        boolean isGood(String key) {
            keys++;
            return super.isGood(key) && keys > 0;
        }
    }
}
