package dev.gatehouse.identity.provider;

import dev.gatehouse.jwt.provider.TokenProvider;
import dev.gatehouse.spi.stability.Internal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The values that the name of a provider chooses for other settings. What the tokens of a provider look like is in
 * {@link TokenProvider} alone; a preset adds what a mechanism needs besides, or differently.
 *
 * @since 0.1
 */
@Internal
public final class ProviderPreset {

    private ProviderPreset() {}

    /**
     * Returns the values, by the keys of the settings.
     *
     * @param prefix what the keys begin with
     * @param provider the provider
     * @param taken which of the provider's settings are taken, by their names without prefix
     * @param own names and values of further settings, which replace those of the provider
     */
    public static Map<String, String> of(
            String prefix, TokenProvider provider, Predicate<String> taken, String... own) {
        Map<String, String> all = new LinkedHashMap<>();
        provider.preset().forEach((key, value) -> {
            String name = key.substring(key.lastIndexOf('.') + 1);
            if (taken.test(name)) {
                all.put(prefix + name, value);
            }
        });
        for (int i = 0; i < own.length; i += 2) {
            all.put(prefix + own[i], own[i + 1]);
        }
        return Collections.unmodifiableMap(all);
    }
}
