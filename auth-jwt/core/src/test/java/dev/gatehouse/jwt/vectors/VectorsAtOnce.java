package dev.gatehouse.jwt.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.jwt.JwtMechanismFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link VectorsTest} shows, as one test that ends at the first wrong verdict: for mutation testing, which would
 * start the mechanism once more for each of a thousand tests.
 */
class VectorsAtOnce {

    @TempDir
    Path folder;

    @Test
    void everyVector_getsItsVerdict() {
        Map<String, String> settings = KeyFiles.settings(Suite.trusts(), folder);
        try (VectorTarget target = new SpiTarget(new JwtMechanismFactory(), settings)) {
            for (Vector vector : Suite.vectors()) {
                assertEquals(vector.verdict(), target.submit(vector), vector.toString());
                assertEquals(vector.verdict(), target.submit(vector), () -> vector + ", the second time");
            }
        }
    }
}
