package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RequestView;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Mechanisms that read or judge a credential wrongly. */
final class CredentialBugs {

    private static final String STAMP = "X-Stamp";

    /** The generated toString shows the key. */
    private record Shown(List<String> values) implements Credential {}

    /** Reads the header later. */
    private record Lazy(RequestView request) implements Credential {}

    /** Can be changed. */
    private static final class Changeable implements Credential {
        private List<String> values = List.of();
    }

    /** The key and a second header. */
    private record Stamped(List<String> values, String stamp) implements Credential {
        @Override
        public String toString() {
            return "Stamped[***]";
        }
    }

    private CredentialBugs() {}

    static List<PlantedBug> all() {
        List<PlantedBug> bugs = new ArrayList<>(credentials());
        bugs.addAll(spellings());
        bugs.addAll(parts());
        bugs.addAll(callers());
        bugs.addAll(sources());
        return bugs;
    }

    private static List<PlantedBug> credentials() {
        return List.of(
                credential(
                        "toString of a record",
                        Rule.SECRET_SHOWN,
                        "the credential's toString",
                        request -> new Shown(request.headers(HealthyMechanism.HEADER)),
                        Shown::values),
                credential(
                        "credential holds the request",
                        Rule.CREDENTIAL_IS_IMMUTABLE,
                        "holds the request",
                        Lazy::new,
                        lazy -> lazy.request().headers(HealthyMechanism.HEADER)),
                credential(
                        "credential with a setter",
                        Rule.CREDENTIAL_IS_IMMUTABLE,
                        "values of",
                        request -> {
                            Changeable key = new Changeable();
                            key.values = request.headers(HealthyMechanism.HEADER);
                            return key;
                        },
                        key -> key.values),
                credential(
                        "credential with a list that can be changed",
                        Rule.CREDENTIAL_IS_IMMUTABLE,
                        "java.util.ArrayList",
                        request -> new HealthyMechanism.Key(new ArrayList<>(request.headers(HealthyMechanism.HEADER))),
                        HealthyMechanism.Key::values),
                PlantedBug.of("extractor judges", Rule.BAD_IS_CLAIMED, "not claimed", ExtractorJudges::new)
                        .alsoBreaking(Rule.EMPTY_IS_BAD),
                PlantedBug.of(
                                "absent header throws",
                                Rule.HOSTILE_EXTRACTION,
                                "a GET: java.lang",
                                context -> reading(
                                        context,
                                        request -> Optional.of(new HealthyMechanism.Key(
                                                List.of(request.headers(HealthyMechanism.HEADER)
                                                        .get(0))))))
                        .alsoBreaking(Rule.REPEATED_IS_REFUSED),
                PlantedBug.of(
                        "empty header throws",
                        Rule.HOSTILE_AUTHENTICATION,
                        "StringIndexOutOfBounds",
                        context -> spelled(context, key -> key.charAt(0) == '#' ? "#" : key)));
    }

    private static List<PlantedBug> spellings() {
        return List.of(
                spelling(
                        "case is ignored",
                        "upper case: the answer is Authenticated",
                        key -> key.toLowerCase(Locale.ROOT)),
                spelling("blanks are trimmed", "a control character", String::trim),
                spelling(
                        "the key is normalised",
                        "wide letters",
                        key -> Normalizer.normalize(key, Normalizer.Form.NFKC)),
                spelling(
                        "odd characters are dropped",
                        "a control character before it",
                        key -> key.chars()
                                .filter(c -> c > ' ' && c < 127)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString()));
    }

    private static List<PlantedBug> parts() {
        return List.of(
                PlantedBug.of("no mechanism", Rule.PARTS, "create() returns null", context -> nothing()),
                PlantedBug.of(
                        "no extractor",
                        Rule.PARTS,
                        "extractor() returns null",
                        context -> new HealthyMechanism(context) {
                            @Override
                            public CredentialExtractor<Credential> extractor() {
                                return nothing();
                            }
                        }),
                PlantedBug.of(
                        "no authenticator",
                        Rule.PARTS,
                        "authenticator() returns null",
                        context -> new HealthyMechanism(context) {
                            @Override
                            public Authenticator<Credential> authenticator() {
                                return nothing();
                            }
                        }),
                PlantedBug.of(
                        "no source", Rule.PARTS, "source() returns null", context -> new HealthyMechanism(context) {
                            @Override
                            public CredentialSource source() {
                                return nothing();
                            }
                        }),
                PlantedBug.of(
                        "challenge built by hand",
                        Rule.CHALLENGES,
                        "IllegalArgumentException",
                        context -> new HealthyMechanism(context) {
                            @Override
                            public List<Challenge> challenges(RefusalContext refusal) {
                                return List.of(Challenge.of("Key realm=\"" + refusal.realm() + "\""));
                            }
                        }));
    }

    private static List<PlantedBug> callers() {
        return List.of(
                PlantedBug.of(
                                "caller without a name",
                                Rule.HOSTILE_AUTHENTICATION,
                                "IllegalArgumentException",
                                context -> named(context, () -> Caller.builder("keys", "")))
                        .alsoBreaking(Rule.CONCURRENT),
                PlantedBug.of(
                        "caller that has expired",
                        Rule.CALLER_NOT_EXPIRED,
                        "and the caller expired at",
                        context -> named(
                                context,
                                () -> Caller.builder("keys", "robot")
                                        .expiry(context.clock().instant().minusSeconds(1)))),
                PlantedBug.of(
                        "expiry by another clock",
                        Rule.EXPIRY_IS_KEPT,
                        "is Authenticated",
                        context -> expiring(context, Instant::now)),
                PlantedBug.of(
                                "good key is refused",
                                Rule.GOOD_IS_AUTHENTICATED,
                                "Rejected with reason key.unknown",
                                context -> spelled(context, key -> key + "x"))
                        .alsoBreaking(Rule.CONCURRENT, Rule.RELOAD));
    }

    private static List<PlantedBug> sources() {
        return List.of(
                stamped("first stamp is taken", "a second, different X-Stamp", stamps -> stamps.get(0)),
                stamped("last stamp is taken", "a first, different X-Stamp", stamps -> stamps.get(stamps.size() - 1)),
                PlantedBug.of(
                                "cookie declared as a header",
                                Rule.SOURCE_IS_READ,
                                "has nothing there",
                                context -> reading(
                                        context,
                                        request -> Optional.of(request.cookies("KEY"))
                                                .filter(values -> !values.isEmpty())
                                                .map(HealthyMechanism.Key::new)))
                        .withGood(number -> TestRequest.get("/").withCookie("KEY", HealthyMechanism.GOOD))
                        .alsoBreaking(
                                Rule.GOOD_IS_AUTHENTICATED,
                                Rule.BAD_IS_CLAIMED,
                                Rule.CONCURRENT,
                                Rule.EMPTY_IS_BAD,
                                Rule.RELOAD),
                PlantedBug.of(
                                "address in place of the key",
                                Rule.SOURCE_IS_READ,
                                "without the header X-Key it is",
                                context -> reading(context, request -> {
                                    List<String> values = request.headers(HealthyMechanism.HEADER);
                                    boolean inside = request.path().equals("/")
                                            && request.headers("X-Internal").size() == 1;
                                    List<String> key =
                                            values.isEmpty() && inside ? List.of(HealthyMechanism.GOOD) : values;
                                    return key.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(new HealthyMechanism.Key(key));
                                }))
                        .withGood(number -> TestRequest.get("/")
                                .withHeader("X-Internal", "yes")
                                .withHeader(HealthyMechanism.HEADER, HealthyMechanism.GOOD)));
    }

    /** The healthy ones: an expiry by the host's clock, and a second header that is read once. */
    static List<PlantedBug> healthy() {
        return List.of(
                PlantedBug.of(
                        "expiry", Rule.EXPIRY_IS_KEPT, "", context -> expiring(context, context.clock()::instant)),
                stamped("one stamp", "", stamps -> stamps.size() == 1 ? stamps.get(0) : "none"));
    }

    private static PlantedBug spelling(String name, String seen, UnaryOperator<String> change) {
        return PlantedBug.of(name, Rule.SPELLING_IS_EXACT, seen, context -> spelled(context, change));
    }

    private static HealthyMechanism spelled(MechanismContext context, UnaryOperator<String> change) {
        return new HealthyMechanism(context) {
            @Override
            AuthenticationResult judge(String key) {
                return super.judge(change.apply(key));
            }
        };
    }

    private static HealthyMechanism reading(
            MechanismContext context, Function<RequestView, Optional<Credential>> extractor) {
        return new HealthyMechanism(context) {
            @Override
            Optional<Credential> extract(RequestView request) {
                return extractor.apply(request);
            }
        };
    }

    private static HealthyMechanism named(MechanismContext context, Supplier<Caller.Builder> caller) {
        return new HealthyMechanism(context) {
            @Override
            Caller.Builder caller() {
                return caller.get();
            }
        };
    }

    /** Keys that are good until the year 2999. */
    private static HealthyMechanism expiring(MechanismContext context, Supplier<Instant> clock) {
        Instant end = Instant.parse("2999-01-01T00:00:00Z");
        return new HealthyMechanism(context) {
            @Override
            boolean isGood(String key) {
                return super.isGood(key) && clock.get().isBefore(end);
            }

            @Override
            Caller.Builder caller() {
                return super.caller().expiry(end);
            }
        };
    }

    private static <C extends Credential> PlantedBug credential(
            String name, Rule rule, String seen, Function<RequestView, C> make, Function<C, List<String>> values) {
        return PlantedBug.of(name, rule, seen, context -> new HealthyMechanism(context) {
            @Override
            Optional<Credential> extract(RequestView request) {
                return super.extract(request).map(key -> make.apply(request));
            }

            @Override
            @SuppressWarnings("unchecked")
            AuthenticationResult authenticate(Credential credential) {
                return super.authenticate(new Key(values.apply((C) credential)));
            }
        });
    }

    private static PlantedBug stamped(String name, String seen, Function<List<String>, String> choose) {
        Function<MechanismContext, AuthenticationMechanism<?>> create = context -> new HealthyMechanism(context) {
            @Override
            Optional<Credential> extract(RequestView request) {
                List<String> stamps = request.headers(STAMP);
                return super.extract(request)
                        .map(key -> new Stamped(((Key) key).values(), stamps.isEmpty() ? "" : choose.apply(stamps)));
            }

            @Override
            AuthenticationResult authenticate(Credential credential) {
                Stamped stamped = (Stamped) credential;
                return stamped.stamp().equals("2026")
                        ? super.authenticate(new Key(stamped.values()))
                        : AuthenticationResult.rejected(Reason.of("key.stale"));
            }
        };
        return PlantedBug.of(name, Rule.SECOND_HEADER, seen, create)
                .withGood(number -> TestRequest.get("/")
                        .withHeader(HealthyMechanism.HEADER, HealthyMechanism.GOOD)
                        .withHeader(STAMP, "2026"));
    }

    /** Knows the keys already when it reads the header. */
    private static final class ExtractorJudges extends HealthyMechanism {
        private ExtractorJudges(MechanismContext context) {
            super(context);
        }

        @Override
        Optional<Credential> extract(RequestView request) {
            List<String> values = request.headers(HEADER);
            boolean known = values.size() > 1 || (values.size() == 1 && isGood(values.get(0)));
            return known ? Optional.of(new Key(values)) : Optional.empty();
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // returning null is the bug
    private static <T> T nothing() {
        return null;
    }
}
