package dev.gatehouse.benchmarks.logins;

/** Whose names logins are tried with, always with a wrong password. Two comparisons are made of them: {@link #KNOWN} with {@link #KNOWN_AGAIN}, which is noise alone, and {@link #KNOWN_TOO} with {@link #UNKNOWN}. */
public enum Arm {
    /** Users of the directory. */
    KNOWN("a known user (A)"),
    /** The same users once more. */
    KNOWN_AGAIN("a known user again (A)"),
    /** The same users, to be compared with nobody. */
    KNOWN_TOO("a known user"),
    /** Nobody. */
    UNKNOWN("nobody");

    private final String title;

    Arm(String title) {
        this.title = title;
    }

    /** Returns what to call it. */
    public String title() {
        return title;
    }
}
