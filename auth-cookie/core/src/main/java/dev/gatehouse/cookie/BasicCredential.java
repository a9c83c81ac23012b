package dev.gatehouse.cookie;

import dev.gatehouse.spi.Credential;

/**
 * What a request carries behind {@code Authorization: Basic}, well-formed or not. Shows nothing.
 *
 * @param header the header
 * @param from where what follows the scheme begins; the length of the header when nothing does
 * @param clientAddress where the request comes from, for the throttle
 */
record BasicCredential(String header, int from, String clientAddress) implements Credential {

    @Override
    public String toString() {
        return "BasicCredential";
    }
}
