package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TailMarksTest {

    private static final int LAST = (1 << TailMarks.BITS) - 1;

    private final TailMarks marks = new TailMarks();

    @Test
    void markedTail_isTheOnlyOneThatIsThere() {
        for (int tail : new int[] {0, 1, 63, 64, 4097, LAST}) {
            TailMarks fresh = new TailMarks();
            fresh.mark(tail);
            int found = 0;
            for (int other = 0; other <= LAST; other++) {
                found += fresh.has(other) ? 1 : 0;
            }
            assertTrue(fresh.has(tail));
            assertEquals(1, found);
        }
    }

    @Test
    void mark_outlivesOneAgeing() {
        marks.mark(7);
        marks.age();
        assertTrue(marks.has(7));
        marks.age();
        assertFalse(marks.has(7));
    }

    @Test
    void markThatIsUsed_staysThere() {
        marks.mark(7);
        for (int i = 0; i < 5; i++) {
            marks.age();
            assertTrue(marks.has(7));
            marks.mark(7);
        }
    }
}
