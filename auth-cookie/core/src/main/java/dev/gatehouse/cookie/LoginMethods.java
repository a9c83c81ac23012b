package dev.gatehouse.cookie;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The login methods on the class path. Stateless and thread-safe. */
final class LoginMethods {

    private LoginMethods() {}

    static List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>();
        for (LoginMethodFactory factory : ServiceLoader.load(LoginMethodFactory.class)) {
            settings.addAll(factory.settings());
        }
        return settings;
    }

    /** Creates those that are switched on. */
    static List<LoginMethod> create(MechanismContext context, LocalLogins logins) {
        List<LoginMethod> methods = new ArrayList<>();
        for (LoginMethodFactory factory : ServiceLoader.load(LoginMethodFactory.class)) {
            Optional<LoginMethod> method = factory.create(context, logins);
            method.ifPresent(methods::add);
        }
        return methods;
    }
}
