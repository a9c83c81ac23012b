package dev.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Mechanisms that keep what they should not: objects of one thread, collections without a lock, used credentials. */
final class StateBugs {

    private static final int ENTRIES = 2000;

    private StateBugs() {}

    private static StringBuilder buffer() {
        return new StringBuilder(8);
    }

    static List<PlantedBug> all() {
        List<PlantedBug> bugs = new ArrayList<>(shared());
        bugs.addAll(collections());
        bugs.addAll(replay());
        return bugs;
    }

    private static List<PlantedBug> shared() {
        return List.of(
                PlantedBug.of("shared Mac", Rule.SHARED_PARTS, "holds a javax.crypto.Mac", WithMac::new),
                PlantedBug.of("shared MessageDigest", Rule.SHARED_PARTS, "holds a java.security", WithDigest::new),
                PlantedBug.of("static MessageDigest", Rule.SHARED_PARTS, "field DIGEST of", StaticDigest::new),
                PlantedBug.of(
                        "shared date format",
                        Rule.SHARED_PARTS,
                        "java.text.SimpleDateFormat",
                        context -> new Holding(context, new SimpleDateFormat("yyyy", Locale.ROOT))),
                PlantedBug.of(
                        "shared message format",
                        Rule.SHARED_PARTS,
                        "java.text.MessageFormat",
                        context -> new Holding(context, new MessageFormat("{0}", Locale.ROOT))),
                PlantedBug.of(
                        "shared matcher",
                        Rule.SHARED_PARTS,
                        "java.util.regex.Matcher",
                        context ->
                                new Holding(context, Pattern.compile("[a-z]+").matcher(""))),
                PlantedBug.of(
                        "shared buffer",
                        Rule.SHARED_PARTS,
                        "java.lang.StringBuilder",
                        context -> new Holding(context, buffer())),
                PlantedBug.of(
                        "shared encoder",
                        Rule.SHARED_PARTS,
                        "Encoder",
                        context -> new Holding(context, ISO_8859_1.newEncoder())));
    }

    private static List<PlantedBug> collections() {
        return List.of(
                PlantedBug.of("map without a lock", Rule.CONCURRENT, "holds a java.util.HashMap", context -> {
                            Map<Integer, Integer> failures = new HashMap<>();
                            return keeping(context, failures, key -> failures.merge(bounded(key), 1, Integer::sum));
                        })
                        .remembering(ENTRIES),
                PlantedBug.of("set without a lock", Rule.CONCURRENT, "holds a java.util.HashSet", context -> {
                            Set<Integer> refused = new HashSet<>();
                            return keeping(context, refused, key -> refused.add(bounded(key)));
                        })
                        .remembering(ENTRIES),
                PlantedBug.of("recently used map without a lock", Rule.CONCURRENT, "StateBugs$Recent", context -> {
                            Map<String, Boolean> recent = new Recent();
                            return keeping(context, recent, key -> recent.put(digest(key), true));
                        })
                        .remembering(ENTRIES));
    }

    private static List<PlantedBug> replay() {
        return List.of(
                replayed("no check for used keys", Rule.SINGLE_USE, "the second time", context -> key -> true)
                        .alsoBreaking(Rule.SINGLE_USE_RELOADED),
                replayed("used keys are lost at a reload", Rule.SINGLE_USE_RELOADED, "after the reload", context -> {
                    Set<String> used = ConcurrentHashMap.newKeySet();
                    return used::add;
                }),
                replayed(
                        "used keys belong to the snapshot",
                        Rule.SINGLE_USE_RELOADED,
                        "after the reload",
                        context -> context.snapshotState("used", Used.class, Used::new)::add));
    }

    private static PlantedBug replayed(
            String name, Rule rule, String seen, Function<MechanismContext, Function<String, Boolean>> firstUse) {
        return PlantedBug.of(name, rule, seen, context -> once(context, firstUse.apply(context)))
                .withGood(StateBugs::numbered)
                .withSingleUse();
    }

    /** The healthy one: it keeps used keys with the host. */
    static PlantedBug healthySingleUse() {
        return replayed(
                "used keys belong to the host",
                Rule.SINGLE_USE,
                "",
                context -> context.state("used", Used.class, Used::new)::add);
    }

    static TestRequest numbered(int number) {
        String key = HealthyMechanism.GOOD + "-" + String.format("%06d", number);
        return TestRequest.get("/").withHeader(HealthyMechanism.HEADER, key);
    }

    static HealthyMechanism once(MechanismContext context, Function<String, Boolean> firstUse) {
        return new HealthyMechanism(context) {
            @Override
            boolean isGood(String key) {
                boolean good = key.length() == HealthyMechanism.GOOD.length() + 7
                        && key.startsWith(HealthyMechanism.GOOD + "-")
                        && key.substring(key.length() - 6).chars().allMatch(c -> c >= '0' && c <= '9');
                return good && firstUse.apply(key);
            }
        };
    }

    /** The used keys. */
    static final class Used {
        private final Set<String> keys = ConcurrentHashMap.newKeySet();

        boolean add(String key) {
            return keys.add(key);
        }
    }

    static String digest(String key) {
        return Integer.toHexString(key.hashCode());
    }

    private static int bounded(String key) {
        return Math.floorMod(key.hashCode(), 512);
    }

    /** Keeps a collection, and changes it with each bad key. */
    static HealthyMechanism keeping(MechanismContext context, Object collection, Consumer<String> remember) {
        return new Holding(context, collection) {
            @Override
            AuthenticationResult judge(String key) {
                AuthenticationResult result = super.judge(key);
                if (result instanceof AuthenticationResult.Rejected) {
                    remember.accept(key);
                }
                return result;
            }
        };
    }

    /** Has an object in a field. */
    private static class Holding extends HealthyMechanism {
        private final Object held;

        Holding(MechanismContext context, Object held) {
            super(context);
            this.held = held;
        }

        @Override
        public String toString() {
            return held.getClass().getName();
        }
    }

    /** The entries that were used last. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > 512;
        }
    }

    /** Computes with one object for all threads. */
    private static final class WithMac extends HealthyMechanism {
        private final Mac mac;
        private final byte[] expected;

        private WithMac(MechanismContext context) {
            super(context);
            mac = hmac();
            expected = hmac().doFinal(GOOD.getBytes(UTF_8));
        }

        @Override
        boolean isGood(String key) {
            // The contract must not depend on threads that happen to meet here.
            synchronized (this) {
                return MessageDigest.isEqual(expected, mac.doFinal(key.getBytes(UTF_8)));
            }
        }
    }

    private static Mac hmac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class WithDigest extends HealthyMechanism {
        private final MessageDigest digest = sha256();

        private WithDigest(MechanismContext context) {
            super(context);
        }

        @Override
        AuthenticationResult judge(String key) {
            return digest.getDigestLength() == 32
                    ? super.judge(key)
                    : AuthenticationResult.rejected(Reason.of("key.odd"));
        }
    }

    private static final class StaticDigest extends HealthyMechanism {
        private static final MessageDigest DIGEST = sha256();

        private StaticDigest(MechanismContext context) {
            super(context);
        }

        @Override
        AuthenticationResult judge(String key) {
            return DIGEST.getDigestLength() == 32
                    ? super.judge(key)
                    : AuthenticationResult.rejected(Reason.of("key.odd"));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
