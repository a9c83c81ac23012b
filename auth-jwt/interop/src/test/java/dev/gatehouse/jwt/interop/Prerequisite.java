package dev.gatehouse.jwt.interop;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. */
final class Prerequisite {

    private Prerequisite() {}

    /** Skips the test when the machine lacks something, and fails it where CI says that everything must be there. */
    static void require(boolean there, String reason) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }
}
