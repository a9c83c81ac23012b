package dev.gatehouse.benchmarks.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleRunTest {

    @TempDir
    private Path folder;

    // PostgreSQL is measured on demand, where it can be had.
    @ParameterizedTest
    @EnumSource(value = Store.class, names = "POSTGRESQL", mode = EnumSource.Mode.EXCLUDE)
    void everySessionThatIsLookedUp_isThere(Store store) throws Exception {
        ScaleFigures figures = ScaleRun.measure(store, 100, 150, folder);
        assertEquals(100, figures.sessions());
        assertEquals(150, figures.fromStore().wallNanos().length);
        assertTrue(figures.fromStore().wallMicros(0.5) <= figures.fromStore().wallMicros(0.99));
    }
}
