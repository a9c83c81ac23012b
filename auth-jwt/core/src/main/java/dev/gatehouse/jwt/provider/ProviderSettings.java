package dev.gatehouse.jwt.provider;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.http.BearerFile;
import dev.gatehouse.support.http.HttpProxy;
import dev.gatehouse.support.http.HttpUrl;
import dev.gatehouse.support.http.PlainHttp;
import dev.gatehouse.support.http.TrustedAuthorities;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings for reaching an issuer. Each mechanism has them under its own prefix. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class ProviderSettings {

    private final List<Setting<?>> all = new ArrayList<>();
    private final @Nullable String group;
    private final Setting<Path> authorityFile;
    private final Setting<HttpProxy> proxy;
    private final Setting<String> proxyUser;
    private final Setting<Secret> proxyPassword;
    private final @Nullable Setting<Path> bearerFile;

    /**
     * Declares the settings.
     *
     * @param prefix the prefix of the keys, including its last dot
     * @param group the group that has one instance per issuer; {@code null} if there is only one issuer
     * @param fetchesKeys whether keys are fetched from the issuer
     */
    public ProviderSettings(String prefix, @Nullable String group, boolean fetchesKeys) {
        this.group = group;
        this.authorityFile = declared(Setting.path(
                prefix + "authority-file",
                "PEM file with the certificates of the authorities that may vouch for the issuer's TLS certificate."
                        + " It replaces the trust store of the JVM for this issuer. It is read again when it changes."
                        + " Default: the trust store of the JVM."));
        this.proxy = declared(Setting.of(
                prefix + "proxy",
                "URL or none",
                "HTTP proxy for requests to the issuer, such as http://proxy.example.com:3128. Requests over https go"
                        + " through a tunnel. none connects directly. Default: the proxy of the JVM's properties"
                        + " https.proxyHost and http.proxyHost, if any.",
                HttpProxy::parse));
        this.proxyUser = declared(Setting.string(
                prefix + "proxy-user",
                "User for HTTP Basic at the proxy. For an https issuer, the JVM must be started with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= because it does not send Basic through a tunnel"
                        + " by default. Default: none."));
        this.proxyPassword = declared(
                Setting.secret(prefix + "proxy-password", "Password of " + prefix + "proxy-user. Default: none."));
        this.bearerFile = fetchesKeys
                ? declared(Setting.path(
                        prefix + "bearer-file",
                        "File with a bearer token for requests for the issuer's metadata and keys, such as"
                                + " /var/run/secrets/kubernetes.io/serviceaccount/token. It is read for each request"
                                + " and sent to the scheme, host and port of the configured URL alone. Default: none."))
                : null;
    }

    private <T> Setting<T> declared(Setting<T> setting) {
        Setting<T> own = group == null ? setting : setting.perInstance(group);
        all.add(own);
        return own;
    }

    /** Returns all settings. */
    public List<Setting<?>> all() {
        return List.copyOf(all);
    }

    /**
     * Returns how to reach an issuer.
     *
     * @param place the URL that is asked; {@code null} if nothing is fetched
     * @throws dev.gatehouse.spi.settings.SettingException if a setting cannot be used
     */
    public ProviderAccess access(Settings settings, @Nullable URI place) {
        ProviderAccess access = ProviderAccess.DEFAULT;
        Optional<Path> authorities = settings.find(authorityFile);
        if (authorities.isPresent()) {
            checked(settings, authorityFile, authorities.get(), TrustedAuthorities::tls);
            access = access.authorityFile(authorities.get());
        }
        HttpProxy route = proxy(settings, place);
        if (route != null) {
            access = access.proxy(route);
        }
        if (bearerFile != null && settings.isSet(bearerFile)) {
            Path file = settings.find(bearerFile).orElseThrow();
            if (place == null) {
                throw settings.refuse(bearerFile, "is not used, because no keys are fetched; remove it");
            }
            if (PlainHttp.beyondLoopback(place)) {
                throw settings.refuse(
                        bearerFile, "would be sent over plain http, where it can be read in the network; use https");
            }
            checked(settings, bearerFile, file, BearerFile::check);
            access = access.bearerFile(file);
        }
        return access;
    }

    private @Nullable HttpProxy proxy(Settings settings, @Nullable URI place) {
        HttpProxy route = settings.find(proxy).orElse(null);
        String user = settings.find(proxyUser).orElse(null);
        Secret password = settings.find(proxyPassword).orElse(null);
        if (user == null && password == null) {
            return route;
        }
        if (route == null || route.direct()) {
            throw settings.refuse(
                    user == null ? proxyPassword : proxyUser, "needs " + proxy.key() + " with the URL of a proxy");
        }
        if (user == null) {
            throw settings.refuse(proxyPassword, "needs " + proxyUser.key());
        }
        if (password == null) {
            throw settings.refuse(proxyUser, "needs " + proxyPassword.key());
        }
        HttpProxy authenticated;
        try {
            authenticated = route.as(user, password.reveal());
        } catch (IllegalArgumentException unusable) {
            throw settings.refuse(proxyUser, String.valueOf(unusable.getMessage()));
        }
        String problem = place == null ? null : authenticated.problem(place);
        if (problem != null) {
            throw settings.refuse(proxyUser, "cannot be used: " + problem);
        }
        return authenticated;
    }

    private static void checked(Settings settings, Setting<Path> setting, Path file, Consumer<Path> check) {
        try {
            check.accept(file);
        } catch (IllegalArgumentException unusable) {
            throw settings.refuse(setting, String.valueOf(unusable.getMessage()));
        }
    }

    /** Declares a URL of the issuer, whose host may have an underscore if the URL is plain http. */
    public static Setting<URI> url(String key, String description) {
        return Setting.of(key, "URL", description, HttpUrl::parse);
    }
}
