package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.verify.Pac4jCheck;
import jakarta.servlet.Filter;
import org.pac4j.core.config.Config;
import org.pac4j.http.client.direct.DirectBearerAuthClient;
import org.pac4j.jee.filter.SecurityFilter;

/** pac4j's filter with its defaults. */
final class Pac4jSite {

    private Pac4jSite() {}

    static Filter filter(BenchmarkKey key) {
        Config config = new Config(new DirectBearerAuthClient(Pac4jCheck.authenticator(key)));
        return new SecurityFilter(config, DirectBearerAuthClient.class.getSimpleName());
    }
}
