package dev.gatehouse.keycloak;

import dev.gatehouse.spi.stability.Internal;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine.
 *
 * @since 0.1
 */
@Internal
public final class Prerequisite {

    private Prerequisite() {}

    /** Skips the test when the machine lacks something, and fails it where CI says that everything must be there. */
    public static void require(boolean there, String reason) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }
}
