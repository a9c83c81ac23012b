package dev.gatehouse.benchmarks.profile;

import dev.gatehouse.benchmarks.micro.ColdVerify;
import dev.gatehouse.benchmarks.micro.EarlyRefusal;
import dev.gatehouse.benchmarks.micro.SessionRequest;
import dev.gatehouse.benchmarks.micro.WarmBearer;
import dev.gatehouse.benchmarks.token.Flaw;

/** An operation that is measured elsewhere, to be looked into. */
public enum Workload {
    /** A token is verified as if for the first time. */
    FIRST_CHECK("first check, RS256") {
        @Override
        Operation begin() {
            ColdVerify benchmark = new ColdVerify();
            benchmark.setUp();
            return benchmark::verify;
        }
    },
    /** A token is refused for what is in its claims. */
    EXPIRED("refusal: " + Flaw.EXPIRED.title()) {
        @Override
        Operation begin() {
            return refusal(Flaw.EXPIRED);
        }
    },
    /** A token is refused whose header was never approved. */
    UNKNOWN_KID("refusal: " + Flaw.KID.title()) {
        @Override
        Operation begin() {
            return refusal(Flaw.KID);
        }
    },
    /** A request with a token that was seen before goes through the filter. */
    SEEN_BEFORE("bearer token seen before, whole filter") {
        @Override
        Operation begin() throws Exception {
            WarmBearer benchmark = new WarmBearer();
            benchmark.setUp();
            return benchmark::filtered;
        }
    },
    /** A request with a session cookie goes through the filter. */
    SESSION("session in memory, whole filter") {
        @Override
        Operation begin() throws Exception {
            SessionRequest benchmark = new SessionRequest();
            benchmark.setUp();
            return benchmark::filtered;
        }
    };

    /** Something that can be done again and again. */
    @FunctionalInterface
    interface Operation {

        /** Does it; what it returns keeps the compiler from leaving it out. */
        Object perform() throws Exception;
    }

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    /** Returns what the tables call it. */
    public String title() {
        return title;
    }

    /** Makes everything ready. */
    abstract Operation begin() throws Exception;

    private static Operation refusal(Flaw flaw) {
        EarlyRefusal benchmark = new EarlyRefusal();
        benchmark.flaw = flaw.name();
        benchmark.setUp();
        return benchmark::refuse;
    }
}
