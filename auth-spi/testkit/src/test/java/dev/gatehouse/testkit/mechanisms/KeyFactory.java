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
import dev.gatehouse.spi.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API keys in a header of its own, one for each client; it offers no challenge. */
public final class KeyFactory implements AuthenticationMechanismFactory {

    private static final String CLIENTS = "auth.key.clients";

    static final Setting<Secret> VALUE =
            Setting.secret("auth.key.value", "The key of a client.").perInstance(CLIENTS);

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
        Settings settings = context.settings();
        Map<String, Secret> keys = new HashMap<>();
        for (String alias : settings.instances(CLIENTS)) {
            keys.put(alias, settings.instance(alias).get(VALUE));
        }
        if (keys.isEmpty()) {
            throw settings.refuse(VALUE, "is missing; set auth.key.clients.<alias>.value for each client");
        }
        return new KeyMechanism(Map.copyOf(keys));
    }

    record Key(List<String> values) implements Credential {
        @Override
        public String toString() {
            return "Key[***]";
        }
    }

    private record KeyMechanism(Map<String, Secret> keys) implements AuthenticationMechanism<Key> {

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
                Secret value = Secret.of(presented.values().get(0));
                String client = null;
                for (Map.Entry<String, Secret> key : keys.entrySet()) {
                    client = key.getValue().equals(value) ? key.getKey() : client;
                }
                return client == null
                        ? AuthenticationResult.rejected(Reason.of("key.unknown"))
                        : AuthenticationResult.authenticated(Caller.builder("keys", client)
                                .kind(Caller.Kind.CLIENT)
                                .build());
            };
        }
    }
}
