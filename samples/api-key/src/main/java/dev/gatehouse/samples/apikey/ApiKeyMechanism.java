package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.RefusalContext;
import java.util.List;
import java.util.Optional;

/** Reads the header {@code X-API-Key}. */
record ApiKeyMechanism(ApiKeys keys) implements AuthenticationMechanism<ApiKey> {

    static final String HEADER = "X-API-Key";

    @Override
    public CredentialSource source() {
        return CredentialSource.header(HEADER);
    }

    @Override
    public CredentialExtractor<ApiKey> extractor() {
        return request -> {
            List<String> values = request.headers(HEADER);
            return values.isEmpty() ? Optional.empty() : Optional.of(new ApiKey(values));
        };
    }

    @Override
    public Authenticator<ApiKey> authenticator() {
        return keys;
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return List.of(Challenge.of("ApiKey").with("header", HEADER));
    }
}
