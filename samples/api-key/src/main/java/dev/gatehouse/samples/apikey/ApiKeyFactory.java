package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** Registered in {@code META-INF/services}. The mechanism is active when {@code auth.mechanisms} names it. */
public final class ApiKeyFactory implements AuthenticationMechanismFactory {

    static final Setting<List<String>> KEYS = Setting.list(
            "auth.api-key.keys",
            "API keys as name:digest, where digest is the hexadecimal SHA-256. A name may have several keys.");
    static final Setting<List<String>> PERMISSIONS = Setting.list(
                    "auth.api-key.permissions", "Permissions of every caller with an API key.")
            .defaultsTo("READ");

    /** Called by {@code ServiceLoader}. */
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
