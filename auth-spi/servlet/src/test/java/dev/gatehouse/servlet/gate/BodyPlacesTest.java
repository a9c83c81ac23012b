package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyPlacesTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(-5 * SECOND);
    private final BodyPlaces places = new BodyPlaces(new BodyPlaces.Limits(2, 3), nanos::get);

    private final class Body implements BodyPlaces.Occupant {
        private final String sharer;
        private long since = nanos.get();
        private int givenUp;

        Body(String sharer) {
            this.sharer = sharer;
        }

        @Override
        public Object sharer() {
            return sharer;
        }

        @Override
        public Long silentSince() {
            return since;
        }

        @Override
        public void giveUp() {
            givenUp++;
        }
    }

    private Body enter(String sharer) {
        Body body = new Body(sharer);
        assertTrue(places.enter(body));
        return body;
    }

    @Test
    void fullShareOfActiveBodies_refusesTheNextOfThisSharerOnly() {
        enter("a");
        enter("a");
        nanos.addAndGet(SECOND - 1);
        assertFalse(places.enter(new Body("a")));
        assertTrue(places.enter(new Body("b")));
        assertEquals(3, places.taken());
    }

    @Test
    void fullShare_givesUpItsBodyThatIsSilentLongest() {
        Body other = enter("b");
        Body first = enter("a");
        Body second = enter("a");
        nanos.addAndGet(SECOND);
        first.since = nanos.get();
        nanos.addAndGet(SECOND);
        assertTrue(places.enter(new Body("a")));
        assertEquals(0, other.givenUp, "another sharer pays nothing");
        assertEquals(0, first.givenUp);
        assertEquals(1, second.givenUp);
        places.leave(second);
        assertEquals(3, places.taken(), "leaving twice frees one place");
    }

    @Test
    void noPlaceAtAll_givesUpTheBodyThatIsSilentLongest() {
        Body first = enter("a");
        enter("a");
        enter("b");
        assertFalse(places.enter(new Body("c")));
        nanos.addAndGet(SECOND);
        assertTrue(places.enter(new Body("c")));
        assertEquals(3, places.taken());
        assertTrue(first.givenUp <= 1);
    }

    @Test
    void bodyThatBlocksAThread_keepsItsPlace() {
        BodyPlaces.Fixed fixed = new BodyPlaces.Fixed("a");
        assertTrue(places.enter(fixed));
        assertTrue(places.enter(new BodyPlaces.Fixed("a")));
        nanos.addAndGet(60 * SECOND);
        assertFalse(places.enter(new Body("a")));
        places.leave(fixed);
        assertTrue(places.enter(new Body("a")));
    }
}
