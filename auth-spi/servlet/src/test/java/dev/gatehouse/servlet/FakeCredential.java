package dev.gatehouse.servlet;

import dev.gatehouse.spi.Credential;

/** What a fake mechanism found. */
record FakeCredential(String value) implements Credential {

    @Override
    public String toString() {
        return "FakeCredential[***]";
    }
}
