package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** What ServiceLoader finds; active when {@code auth.mechanisms} names {@code api-key}. */
public final class ApiKeyFactory implements AuthenticationMechanismFactory {

    static final Setting<List<String>> KEYS = Setting.list(
            "auth.api-key.keys",
            "The keys, each as name:digest, where the digest is the SHA-256 of the key in hexadecimal. "
                    + "A name may have several keys.");
    static final Setting<List<String>> PERMISSIONS = Setting.list(
                    "auth.api-key.permissions", "The permissions of every caller with a key.")
            .defaultsTo("READ");

    /** Called by ServiceLoader. */
    public ApiKeyFactory() {}

    @Override
    public String name() {
        return "api-key";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(KEYS, PERMISSIONS);
    }

    @Override
    public AuthenticationMechanism<ApiKey> create(MechanismContext context) {
        return new ApiKeyMechanism(ApiKeys.of(context.settings()));
    }
}
