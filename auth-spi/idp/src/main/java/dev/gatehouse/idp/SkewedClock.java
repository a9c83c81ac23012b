package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Faults;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The clock of an issuer, with the offset that its faults set. */
final class SkewedClock extends Clock {

    private final Clock right;
    private final Faults faults;

    SkewedClock(Clock right, Faults faults) {
        this.right = right;
        this.faults = faults;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(faults.skew());
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(right.withZone(zone), faults);
    }
}
