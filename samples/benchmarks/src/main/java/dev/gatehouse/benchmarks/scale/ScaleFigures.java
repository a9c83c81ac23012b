package dev.gatehouse.benchmarks.scale;

/**
 * What was measured of one store.
 *
 * @param sessions how many there were
 * @param unit what the bytes are of
 * @param bytesPerSession what each takes
 * @param bytesAtRest what each takes when the sessions were closed and the store has tidied up; zero where nothing is left then
 * @param opening microseconds per session while they were opened by several threads
 * @param fromStore lookups of sessions that this node has not seen within the last second
 * @param again lookups of the same sessions right afterwards
 */
public record ScaleFigures(
        int sessions,
        String unit,
        double bytesPerSession,
        double bytesAtRest,
        double opening,
        Lookups fromStore,
        Lookups again) {}
