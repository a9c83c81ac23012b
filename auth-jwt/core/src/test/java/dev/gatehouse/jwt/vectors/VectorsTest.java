package dev.gatehouse.jwt.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.JwtMechanismFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every vector at the SPI, by a mechanism that reads its keys from files. */
class VectorsTest {

    @TempDir
    private static Path folder;

    private static VectorTarget cached;
    private static VectorTarget uncached;

    @BeforeAll
    static void start() {
        var settings = KeyFiles.settings(Suite.trusts(), folder);
        cached = new SpiTarget(new JwtMechanismFactory(), settings);
        settings.put("auth.bearer.cache-bytes", "0");
        uncached = new SpiTarget(new JwtMechanismFactory(), settings);
    }

    @AfterAll
    static void stop() {
        cached.close();
        uncached.close();
    }

    @TestFactory
    Stream<DynamicContainer> vector_getsItsVerdict() {
        return Arrays.stream(Family.values())
                .map(family -> DynamicContainer.dynamicContainer(
                        family.name(), Suite.family(family).stream().map(VectorsTest::test)));
    }

    private static DynamicTest test(Vector vector) {
        return DynamicTest.dynamicTest(vector.name(), () -> {
            assertEquals(vector.verdict(), cached.submit(vector));
            assertEquals(vector.verdict(), cached.submit(vector), "the second time");
            assertEquals(vector.verdict(), uncached.submit(vector), "without a cache");
        });
    }

    @Test
    void suite_hasDocumentedSize() {
        long good = Suite.vectors().stream().filter(Vector::good).count();
        long bad = Suite.vectors().size() - good;
        Set<String> keySets = new HashSet<>();
        Suite.trusts().forEach(trust -> keySets.add(trust.keySet()));
        assertTrue(good >= 150 && bad >= 700, good + " good and " + bad + " bad tokens");
        assertTrue(keySets.size() >= 100, keySets.size() + " key sets");
    }

    @Test
    void everyFamilyAndEveryCheck_hasVectors() {
        Set<Family> families = EnumSet.noneOf(Family.class);
        Set<Check> checks = EnumSet.noneOf(Check.class);
        for (Vector vector : Suite.vectors()) {
            families.add(vector.family());
            if (vector.check() != null) {
                checks.add(vector.check());
            }
        }
        assertEquals(EnumSet.allOf(Family.class), families);
        assertEquals(EnumSet.allOf(Check.class), checks);
    }
}
