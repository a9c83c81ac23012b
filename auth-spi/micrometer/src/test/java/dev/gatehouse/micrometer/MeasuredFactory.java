package dev.gatehouse.micrometer;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A mechanism that admits the key {@code good}, refuses others with their own text, and measures what a test says. */
final class MeasuredFactory implements AuthenticationMechanismFactory {

    static final String HEADER = "X-Key";

    final AtomicReference<List<Measurement>> measurements = new AtomicReference<>(List.of());
    final AtomicReference<Health> health = new AtomicReference<>(Health.up());

    private record Key(String text) implements Credential {}

    @Override
    public String name() {
        return "measured";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        return new AuthenticationMechanism<Key>() {
            @Override
            public CredentialSource source() {
                return CredentialSource.header(HEADER);
            }

            @Override
            public CredentialExtractor<Key> extractor() {
                return request -> request.headers(HEADER).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Key(request.headers(HEADER).get(0)));
            }

            @Override
            public Authenticator<Key> authenticator() {
                return key -> key.text().equals("good")
                        ? AuthenticationResult.authenticated(
                                Caller.builder("test", "ann").build())
                        : AuthenticationResult.rejected(Reason.of(key.text()));
            }

            @Override
            public boolean blocking() {
                return true;
            }

            @Override
            public Health health() {
                return health.get();
            }

            @Override
            public List<Measurement> measurements() {
                return measurements.get();
            }
        };
    }
}
