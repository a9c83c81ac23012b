package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.Credential;

/** What stands behind {@code Basic}, still encoded. */
record BasicCredential(String encoded) implements Credential {

    @Override
    public String toString() {
        return "BasicCredential[***]";
    }
}
