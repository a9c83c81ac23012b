package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.stability.Internal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The factories by name, from code and from the class path. Only configuration activates a mechanism.
 *
 * @since 0.1
 */
@Internal
public record Factories(Map<String, AuthenticationMechanismFactory> mechanisms, Map<String, SessionsFactory> sessions) {

    private static final Set<String> RESERVED = Set.of("sessions", ReloadState.NAME);

    /** Finds the factories. One in code replaces one with the same name on the class path. */
    public static Factories find(
            List<AuthenticationMechanismFactory> mechanisms,
            List<SessionsFactory> sessions,
            @Nullable ClassLoader classLoader) {
        ClassLoader loader = classLoader == null ? Thread.currentThread().getContextClassLoader() : classLoader;
        return new Factories(
                byName(mechanisms, AuthenticationMechanismFactory.class, loader, AuthenticationMechanismFactory::name),
                byName(sessions, SessionsFactory.class, loader, SessionsFactory::name));
    }

    private static <F> Map<String, F> byName(
            List<F> given, Class<F> type, @Nullable ClassLoader loader, Function<F, String> name) {
        Map<String, F> inCode = new TreeMap<>();
        for (F factory : given) {
            put(factory, inCode, name);
        }
        Map<String, F> found = new TreeMap<>();
        try {
            Iterator<F> services = ServiceLoader.load(type, loader).iterator();
            while (services.hasNext()) {
                put(services.next(), found, name);
            }
        } catch (ServiceConfigurationError broken) {
            throw new SettingException(
                    "auth.mechanisms", "a mechanism on the class path cannot be loaded: " + broken.getMessage());
        }
        found.putAll(inCode);
        return found;
    }

    private static <F> void put(F factory, Map<String, F> factories, Function<F, String> nameOf) {
        String name = nameOf.apply(factory);
        String owner = factory.getClass().getName();
        if (!isName(name)) {
            throw new SettingException(
                    "auth.mechanisms", owner + " has no valid name; expected 1 to 32 lower-case letters, digits and -");
        }
        if (RESERVED.contains(name)) {
            throw new SettingException(
                    "auth.mechanisms", owner + " cannot be named " + name + "; the name is reserved");
        }
        F other = factories.putIfAbsent(name, factory);
        if (other != null) {
            throw new SettingException(
                    "auth.mechanisms",
                    other.getClass().getName() + " and " + owner + " have the same name " + name + "; remove one");
        }
    }

    private static boolean isName(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > 32) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
