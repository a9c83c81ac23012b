package dev.gatehouse.identity.login;

import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings of the log-in that do not belong to one provider.
 *
 * @since 0.1
 */
@Internal
public final class LoginSettings {

    static final Setting<String> PATH = path(
                    "auth.login.path",
                    "The path where a log-in with a provider begins: GET. With several providers, or with"
                            + " auth.login.local-page, it shows a page to choose from. Browsers that open a page"
                            + " without a session are sent there, unless auth.login-page says otherwise.")
            .defaultsTo("/api/login");
    static final Setting<String> OPTIONS_PATH = path(
                    "auth.login.options-path",
                    "The path of a JSON list of the ways to log in, for pages of the application: GET. It needs no"
                            + " caller.")
            .defaultsTo("/api/login-options");
    static final Setting<String> LOCAL_PAGE = path(
            "auth.login.local-page",
            "The path of the page where users of this application log in with name and password, if there are such"
                    + " users. It is offered alongside the providers. Default: none.");
    static final Setting<URI> REDIRECT_ROOT = Setting.url(
            "auth.login.redirect-root",
            "The URL of the application without its context path, as in the redirect URIs that are registered at the"
                    + " providers, such as https://tasklist.example.com. Default: auth.public-url, otherwise the URL"
                    + " that the browser used.");
    static final Setting<Duration> TIMEOUT = Setting.duration(
                    "auth.login.timeout",
                    "How long a user may take to log in at the provider.",
                    Duration.ofMinutes(1),
                    Duration.ofHours(1))
            .defaultsTo("10m");
    static final Setting<List<String>> PERMISSIONS = Setting.list(
                    "auth.login.required-permissions",
                    "A user needs one of these permissions to log in; others get a page that says what is missing."
                            + " none: no permission is required.")
            .defaultsTo("READ");

    private LoginSettings() {}

    /** Returns all settings. */
    public static List<Setting<?>> all() {
        return List.of(PATH, OPTIONS_PATH, LOCAL_PAGE, REDIRECT_ROOT, TIMEOUT, PERMISSIONS);
    }

    /** Returns the path at which a log-in begins. */
    public static String loginPath(Settings settings) {
        return settings.get(PATH);
    }

    /** Returns where browsers see the application. */
    public static PublicPlace place(Settings settings) {
        return new PublicPlace(settings.find(REDIRECT_ROOT).orElse(null));
    }

    /** Returns the permissions of which a person needs one; empty if none is needed. */
    static Set<String> permissions(Settings settings) {
        List<String> names = settings.get(PERMISSIONS);
        return names.equals(List.of("none")) ? Set.of() : Set.copyOf(names);
    }

    /**
     * Checks the URL that browsers are sent back to.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if the cookies of the log-in would not reach it
     */
    static void checkRedirectRoot(MechanismContext context) {
        Settings settings = context.settings();
        URI root = settings.find(REDIRECT_ROOT).orElse(null);
        URI url = context.publicUrl().orElse(null);
        if (root == null) {
            return;
        }
        if (root.getRawQuery() != null) {
            throw settings.refuse(REDIRECT_ROOT, "expected a URL without a query");
        }
        if (url != null
                && (!root.getHost().equalsIgnoreCase(String.valueOf(url.getHost()))
                        || !root.getScheme().equalsIgnoreCase(url.getScheme()))) {
            throw settings.refuse(
                    REDIRECT_ROOT,
                    "differs from auth.public-url in its scheme or host, so browsers would not send the log-in cookie"
                            + " there; use the same host, or remove one of the two");
        }
    }

    private static Setting<String> path(String key, String description) {
        return Setting.of(
                key, "path", description, text -> new Endpoint("GET", text, request -> Reply.status(404)).path());
    }
}
