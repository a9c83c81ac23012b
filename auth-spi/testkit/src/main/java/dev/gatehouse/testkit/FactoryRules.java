package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the contract asks of the factory. */
final class FactoryRules {

    private final MechanismUnderTest contract;

    FactoryRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void discoverable() {
        Class<?> type = contract.factory().getClass();
        Rule.DISCOVERABLE.check(Modifier.isPublic(type.getModifiers()), type.getName() + " is not public");
        Rule.DISCOVERABLE.check(
                Stream.of(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0),
                type.getName() + " has no public no-argument constructor");
        Rule.DISCOVERABLE.check(registered().contains(type), type.getName() + " is not listed in META-INF/services");
    }

    private static List<Class<?>> registered() {
        List<Class<?>> types = new ArrayList<>();
        try {
            ServiceLoader.load(AuthenticationMechanismFactory.class).stream()
                    .forEach(provider -> types.add(provider.type()));
        } catch (ServiceConfigurationError unusable) {
            throw Rule.DISCOVERABLE.broken("a line in META-INF/services is invalid", unusable);
        }
        return types;
    }

    void name() {
        String name = contract.factory().name();
        boolean form = name != null && !name.isEmpty() && name.length() <= 32;
        for (int i = 0; form && i < name.length(); i++) {
            char c = name.charAt(i);
            form = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        Rule.NAME.check(form, "the name is " + name);
        Rule.NAME.check(name.equals(contract.factory().name()), "the name changes from call to call");
    }

    void settingsDeclared() {
        List<Setting<?>> settings = contract.factory().settings();
        Rule.SETTINGS_DECLARED.check(settings != null, "settings() returns null");
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : settings) {
            String key = setting.key();
            Rule.SETTINGS_DECLARED.check(keys.add(key), key + " is declared twice");
            Rule.SETTINGS_DECLARED.check(
                    key.indexOf('.', "auth.".length()) > 0, key + " is in the namespace of the host");
            Rule.SETTINGS_DECLARED.check(!setting.description().isBlank(), key + " has no description");
        }
        Set<String> again = new HashSet<>();
        contract.factory().settings().forEach(setting -> again.add(setting.key()));
        Rule.SETTINGS_DECLARED.check(keys.equals(again), "the declared keys change from call to call");
    }

    void settingsRefused() {
        TestContext context = contract.context();
        for (String key : context.settingKeys()) {
            TestContext incomplete = context.without(key);
            try (TestMechanism mechanism = TestMechanism.create(contract.factory(), incomplete)) {
                mechanism.source();
            } catch (SettingException refused) {
                String message = String.valueOf(refused.getMessage());
                Rule.SETTINGS_REFUSED.check(
                        incomplete.names(key).stream().anyMatch(name -> contains(message, name)),
                        "without " + key + " the message is: " + message);
            } catch (RuntimeException other) {
                throw Rule.SETTINGS_REFUSED.broken(
                        "without " + key + " it throws " + other.getClass().getName(), other);
            }
        }
    }

    /** Whether the message has the key, and not only a longer one that begins with it. */
    private static boolean contains(String message, String key) {
        return Pattern.compile(Pattern.quote(key) + "(?![a-z0-9-])")
                .matcher(message)
                .find();
    }
}
