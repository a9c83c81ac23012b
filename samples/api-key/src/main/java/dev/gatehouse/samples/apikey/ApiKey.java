package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.Credential;
import java.util.List;

/** What stands in the header, a value for each line of it. Shows none of them. */
record ApiKey(List<String> values) implements Credential {

    @Override
    public String toString() {
        return "ApiKey[***]";
    }
}
