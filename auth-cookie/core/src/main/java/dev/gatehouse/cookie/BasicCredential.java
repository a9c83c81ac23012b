package dev.gatehouse.cookie;

import dev.gatehouse.spi.Credential;

/**
 * The content of an {@code Authorization: Basic} header, well-formed or not. {@link #toString()} shows nothing.
 *
 * @param header the header
 * @param from where the part after the scheme starts; the length of the header if there is none
 * @param clientAddress the address of the client, for the throttle
 */
record BasicCredential(String header, int from, String clientAddress) implements Credential {

    @Override
    public String toString() {
        return "BasicCredential";
    }
}
