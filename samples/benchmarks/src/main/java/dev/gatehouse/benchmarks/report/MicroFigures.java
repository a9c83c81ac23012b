package dev.gatehouse.benchmarks.report;

import dev.gatehouse.benchmarks.micro.ColdVerify;
import dev.gatehouse.benchmarks.micro.EarlyRefusal;
import dev.gatehouse.benchmarks.micro.Figures;
import dev.gatehouse.benchmarks.micro.FirstUses;
import dev.gatehouse.benchmarks.micro.MicroRun;
import dev.gatehouse.benchmarks.micro.NativeProvider;
import dev.gatehouse.benchmarks.micro.SessionRequest;
import dev.gatehouse.benchmarks.micro.WarmBearer;
import dev.gatehouse.benchmarks.token.Flaw;
import dev.gatehouse.benchmarks.verify.Variant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The figures of single operations.
 *
 * @param cold by algorithm and variant
 * @param nativeCold the same with a native provider; empty where it can't be had
 * @param direct a request with a token that does not meet the filter
 * @param warm the same request through the filter, by the mechanisms that are on
 * @param header what it costs to create the header, which each operation includes
 * @param mechanisms the mechanisms for bearer tokens alone, by the mechanisms that are on
 * @param sessionDirect a request with a session's cookie that does not meet the filter
 * @param session the same request through the filter
 * @param refusals by flaw
 * @param firstUses the most signature checks that many first uses of one token took
 */
record MicroFigures(
        Map<String, Map<Variant, Figures>> cold,
        Map<String, Map<Variant, Figures>> nativeCold,
        Figures direct,
        Map<String, Figures> warm,
        Figures header,
        Map<String, Figures> mechanisms,
        Figures sessionDirect,
        Figures session,
        Map<Flaw, Figures> refusals,
        int firstUses) {

    static final List<String> ALGORITHMS = List.of("RS256", "ES256", "EdDSA", "HS256");

    /** The order of the sample, and one with all mechanisms for bearer tokens. */
    static final List<String> ORDERS = List.of("jwt", "identity+jwt+cookie", "identity+jwt+introspection+cookie");

    private static final int FIRST_USE_ROUNDS = 50;

    static MicroFigures measure(MicroRun run, boolean everything, Consumer<String> progress)
            throws RunnerException, InterruptedException, ExecutionException {
        Map<String, Map<Variant, Figures>> cold = new LinkedHashMap<>();
        for (String algorithm : ALGORITHMS) {
            cold.put(algorithm, cold(run, algorithm, "JDK", everything || algorithm.equals("RS256"), progress));
        }
        Map<String, Map<Variant, Figures>> nativeCold = new LinkedHashMap<>();
        if (NativeProvider.available()) {
            for (String algorithm : List.of("RS256", "ES256")) {
                nativeCold.put(algorithm, cold(run, algorithm, NativeProvider.NAME, false, progress));
            }
        }
        Map<Flaw, Figures> refusals = new EnumMap<>(Flaw.class);
        for (Flaw flaw : Flaw.values()) {
            progress.accept("refusing: " + flaw.title());
            refusals.put(flaw, run.run(EarlyRefusal.class, "refuse", Map.of("flaw", flaw.name())));
        }
        progress.accept("requests through the filter");
        Map<String, Figures> warm = new LinkedHashMap<>();
        Map<String, Figures> mechanisms = new LinkedHashMap<>();
        for (String order : ORDERS) {
            warm.put(order, run.run(WarmBearer.class, "filtered", Map.of("mechanisms", order)));
            mechanisms.put(order, run.run(WarmBearer.class, "mechanismsAlone", Map.of("mechanisms", order)));
        }
        return new MicroFigures(
                cold,
                nativeCold,
                run.run(WarmBearer.class, "direct", Map.of("mechanisms", "jwt")),
                warm,
                run.run(WarmBearer.class, "headerAlone", Map.of("mechanisms", "jwt")),
                mechanisms,
                run.run(SessionRequest.class, "direct", Map.of()),
                run.run(SessionRequest.class, "filtered", Map.of()),
                refusals,
                FirstUses.mostChecks(FIRST_USE_ROUNDS));
    }

    private static Map<Variant, Figures> cold(
            MicroRun run, String algorithm, String provider, boolean all, Consumer<String> progress)
            throws RunnerException {
        Map<Variant, Figures> figures = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            boolean wanted = all || variant == Variant.JCA || variant == Variant.GATEHOUSE;
            if (wanted && variant.supports(algorithm)) {
                progress.accept("checking " + algorithm + ": " + variant.title() + ", " + provider);
                figures.put(
                        variant,
                        run.run(
                                ColdVerify.class,
                                "verify",
                                Map.of("variant", variant.name(), "algorithm", algorithm, "provider", provider)));
            }
        }
        return figures;
    }
}
