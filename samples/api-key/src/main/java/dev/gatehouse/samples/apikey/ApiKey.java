package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.Credential;
import java.util.List;

/** The values of the header, one for each field line. */
record ApiKey(List<String> values) implements Credential {

    @Override
    public String toString() {
        return "ApiKey[***]";
    }
}
