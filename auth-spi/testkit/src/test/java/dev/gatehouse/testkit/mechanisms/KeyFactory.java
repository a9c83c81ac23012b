package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;
import java.util.Optional;

/** One API key in a header of its own; it offers no challenge. */
public final class KeyFactory implements AuthenticationMechanismFactory {

    static final Setting<Secret> VALUE = Setting.secret("auth.key.value", "The key.");

    @Override
    public String name() {
        return "key";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(VALUE);
    }

    @Override
    public AuthenticationMechanism<Key> create(MechanismContext context) {
        return new KeyMechanism(context.settings().get(VALUE));
    }

    record Key(List<String> values) implements Credential {
        @Override
        public String toString() {
            return "Key[***]";
        }
    }

    private record KeyMechanism(Secret key) implements AuthenticationMechanism<Key> {

        @Override
        public CredentialSource source() {
            return CredentialSource.header("X-API-Key");
        }

        @Override
        public CredentialExtractor<Key> extractor() {
            return request -> Optional.of(request.headers("X-API-Key"))
                    .filter(values -> !values.isEmpty())
                    .map(Key::new);
        }

        @Override
        public Authenticator<Key> authenticator() {
            return presented -> {
                if (presented.values().size() != 1) {
                    return AuthenticationResult.ambiguous(Reason.of("key.repeated"));
                }
                return Secret.of(presented.values().get(0)).equals(key)
                        ? AuthenticationResult.authenticated(Caller.builder("keys", "robot")
                                .kind(Caller.Kind.CLIENT)
                                .build())
                        : AuthenticationResult.rejected(Reason.of("key.unknown"));
            };
        }
    }
}
