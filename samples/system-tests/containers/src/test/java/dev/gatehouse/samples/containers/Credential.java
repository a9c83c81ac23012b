package dev.gatehouse.samples.containers;

/**
 * What a request shows.
 *
 * @param name the mechanism and the state
 * @param grants what its caller may do
 * @param lines the header lines, each with its end; "" for none
 */
record Credential(String name, Grant grants, String lines) {

    /** What a caller may do. */
    enum Grant {
        NOTHING,
        READ,
        WRITE
    }

    @Override
    public String toString() {
        return name;
    }
}
