package dev.gatehouse.servlet.settings;

import dev.gatehouse.servlet.gate.AddressRange;
import dev.gatehouse.servlet.gate.ForwardingHeaders;
import dev.gatehouse.servlet.gate.HostNames;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the host. This class is internal; the keys are public and documented on the configuration page.
 *
 * @since 0.1
 */
@Internal
public final class HostSettings {

    /** The decisions to audit. */
    public enum Audit {
        /** Refusals, logins and logouts. Admissions are only counted. */
        REFUSALS,
        /** Every decision. */
        ALL
    }

    /** Whether an access rule requires a caller. */
    public enum AccessMode {
        /** Credentials are ignored. */
        OPEN,
        /** A request without a credential passes; a bad credential is refused. */
        OPTIONAL,
        /** A caller is required. */
        AUTHENTICATED
    }

    /** The active mechanisms in their order; required. */
    public static final Setting<List<String>> MECHANISMS = Setting.of(
            "auth.mechanisms",
            "list",
            "The active mechanisms, in the order in which they are asked. A mechanism that is "
                    + "not listed is never active.",
            text -> HostValueParsers.list(text, HostValueParsers::mechanismName));

    /** The name of the sessions. */
    public static final Setting<String> SESSIONS = Setting.string(
                    "auth.sessions",
                    "The session store, by the name that its module declares, such as memory, jdbc or redis.")
            .defaultsTo("memory");

    /** The protection space. */
    public static final Setting<String> REALM = Setting.of(
                    "auth.realm",
                    "string",
                    "The realm in WWW-Authenticate challenges (RFC 9110 section 11.5).",
                    HostValueParsers::realm)
            .defaultsTo("gatehouse");

    /** The URL at which clients reach the application. */
    public static final Setting<URI> PUBLIC_URL = Setting.of(
            "auth.public-url",
            "URL",
            "The URL at which clients reach the application. Its path, if any, must be the "
                    + "context path. Default: derived from each request, and from the forwarding headers "
                    + "of trusted proxies.",
            HostValueParsers::publicUrl);

    /** The proxies whose forwarding headers are trusted; none by default. */
    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.of(
            "auth.trusted-proxies",
            "list of IP addresses and networks",
            "The proxies whose Forwarded and X-Forwarded-* headers are trusted. Default: none.",
            HostValueParsers::addressRanges);

    /** The host names under which the application answers. Default: any. */
    public static final Setting<List<HostNames.Name>> HOSTS = Setting.of(
            "auth.hosts",
            "list of host names",
            "The host names and IP addresses under which the application answers, with or without a port; the host "
                    + "of auth.public-url is always one of them. Requests for other names get 421. A host name from "
                    + "a trusted proxy counts instead of the one in the request. Set it where the application is "
                    + "reached without TLS, because a page of another site can reach it under its own name (DNS "
                    + "rebinding). Default: any name.",
            HostValueParsers::hosts);

    /** The paths of health checks, which answer under any host name and without TLS. */
    public static final Setting<List<String>> PROBE_PATHS = Setting.of(
            "auth.probe-paths",
            "list of paths",
            "The exact paths of health checks, which use an IP address and often no TLS: GET and HEAD reach them under "
                    + "any host name if auth.hosts is set, and without TLS if auth.require-tls is on. In the second "
                    + "case they must be open. Default: none.",
            text -> HostValueParsers.list(text, HostValueParsers::exactPath));

    /** Which forwarding headers of trusted proxies count. */
    public static final Setting<ForwardingHeaders> FORWARDING_HEADERS = Setting.choice(
                    "auth.forwarding-headers",
                    "The forwarding headers of trusted proxies that count. forwarded: Forwarded (RFC 7239) alone; "
                            + "x-forwarded: X-Forwarded-For, -Proto and -Host alone; agreeing: either kind. If a "
                            + "request has both kinds, agreeing uses a protocol or host only if both kinds name it, "
                            + "and refuses the request if they contradict each other.",
                    ForwardingHeaders.class)
            .defaultsTo("agreeing");

    /** Whether trusted proxies forward the certificate of the client. */
    public static final Setting<Boolean> CLIENT_CERT_HEADER = Setting.flag(
                    "auth.client-cert-header",
                    "Reads the client certificate from the Client-Cert header (RFC 9440) of trusted "
                            + "proxies. The proxies must remove this header from client requests. If off, only the "
                            + "certificate of the TLS connection counts.")
            .defaultsTo("off");

    /** Whether the metadata of the application as a protected resource are published. */
    public static final Setting<Boolean> RESOURCE_METADATA = Setting.flag(
                    "auth.resource-metadata",
                    "Publishes /.well-known/oauth-protected-resource (RFC 9728), which tells clients the "
                            + "issuers whose tokens are accepted. Requires auth.public-url.")
            .defaultsTo("on");

    /** Whether plain HTTP is refused. */
    public static final Setting<Boolean> REQUIRE_TLS = Setting.flag(
                    "auth.require-tls",
                    "Refuses requests that did not arrive over TLS, apart from those of auth.probe-paths. If off, the "
                            + "first such request from another machine logs a warning.")
            .defaultsTo("off");

    /** Origins whose scripts may call the application. Default: none. */
    public static final Setting<List<String>> CORS_ORIGINS = Setting.of(
            "auth.cors.origins",
            "list of origins",
            "The origins whose pages may call the application from a browser (CORS), such as "
                    + "https://app.example.com. https://*.example.com is every origin with one label in place of "
                    + "the star; the domain must belong to one owner. Browsers never send cookies with such calls. "
                    + "Default: none.",
            text -> HostValueParsers.list(text, HostValueParsers::originOrPattern));

    /** The sites that may embed pages of the application. Default: none. */
    public static final Setting<List<String>> FRAME_ANCESTORS = Setting.of(
            "auth.frame-ancestors",
            "list of origins",
            "The exact origins whose pages may embed pages of the application, besides the application itself. "
                    + "Sent as Content-Security-Policy: frame-ancestors with every response; the application may "
                    + "override it. Required with auth.cookie.same-site = none. Default: none. Pages of the "
                    + "framework can then not be embedded, and those of the application have no such header.",
            text -> HostValueParsers.list(text, HostValueParsers::origin));

    /** What is audited. */
    public static final Setting<Audit> AUDIT = Setting.choice(
                    "auth.audit",
                    "What the audit log contains: refusals, logins and logouts, or every decision.",
                    Audit.class)
            .defaultsTo("refusals");

    /** Whether cross-site requests with ambient credentials are refused. */
    public static final Setting<Boolean> CROSS_SITE_GUARD = Setting.flag(
                    "auth.cross-site-guard",
                    "Refuses unsafe requests that another site makes with the user's cookies (CSRF). "
                            + "Switch it off only for tests.")
            .defaultsTo("on");

    /** The maximum number of concurrent calls to one blocking mechanism. */
    public static final Setting<Integer> BLOCKING_CALLS = Setting.integer(
                    "auth.blocking-calls",
                    "The maximum number of concurrent calls to one blocking mechanism, and likewise to "
                            + "its endpoints. Further requests get 503 at once.",
                    1,
                    1024)
            .defaultsTo("32");

    /** The time in which the body of a request to an endpoint must arrive. */
    public static final Setting<Duration> ENDPOINT_BODY_TIMEOUT = Setting.duration(
                    "auth.endpoint-body-timeout",
                    "The time in which the body of a login, of another request to an endpoint of a mechanism, or of a "
                            + "request whose credential signs the body must arrive completely. Slower ones get 408. "
                            + "A request that waits for its body holds "
                            + "no thread if the filter supports asynchronous processing.",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(1))
            .defaultsTo("10s");

    /** The timeout of outgoing connections. */
    public static final Setting<Duration> HTTP_CONNECT_TIMEOUT = Setting.duration(
                    "auth.http.connect-timeout",
                    "The timeout for connecting to an identity provider.",
                    Duration.ofMillis(50),
                    Duration.ofSeconds(30))
            .defaultsTo("1s");

    /** The timeout of a whole outgoing request. */
    public static final Setting<Duration> HTTP_TIMEOUT = Setting.duration(
                    "auth.http.timeout",
                    "The timeout for a whole request to an identity provider.",
                    Duration.ofMillis(100),
                    Duration.ofSeconds(60))
            .defaultsTo("3s");

    /** The max-age of Strict-Transport-Security. */
    public static final Setting<Duration> HSTS = Setting.duration(
                    "auth.hsts",
                    "The max-age of Strict-Transport-Security (RFC 6797), which is sent over TLS only. "
                            + "0s sends no header.",
                    Duration.ZERO,
                    Duration.ofDays(730))
            .defaultsTo("365d");

    /** The value of {@link #LOGIN_PAGE} for no redirect. */
    public static final String NO_LOGIN_PAGE = "none";

    /** The page to which browsers are redirected; by default that of a mechanism, if one has a page. */
    public static final Setting<String> LOGIN_PAGE = Setting.of(
            "auth.login-page",
            "path or none",
            "The open page to which browsers are redirected when they open a page without a "
                    + "credential. It receives the path of that page in the parameter return. none: browsers get "
                    + "401. Default: the page of the mechanism login, auth.login.path, if that mechanism is on; "
                    + "otherwise none.",
            text -> text.equals(NO_LOGIN_PAGE) ? text : HostValueParsers.path(text));

    /** The paths of error pages that are shown to anyone. */
    public static final Setting<List<String>> ERROR_PAGES = Setting.of(
            "auth.error-pages",
            "list of paths",
            "The error pages that are shown to anyone, such as /error of a framework, or /errors/* for everything "
                    + "below it. Requests for these paths follow the access rules. An error page whose rule does not "
                    + "admit the caller is not shown; the client gets the bare status. Default: none.",
            text -> HostValueParsers.list(text, HostValueParsers::path));

    /** How often the settings files are looked at; never if zero. */
    public static final Setting<Duration> RELOAD_INTERVAL = Setting.duration(
                    "auth.reload-interval",
                    "How often the settings files, and the files with secrets that settings name, are read to see"
                            + " whether their content has changed; 0s for never, otherwise at least 100ms. A change is"
                            + " applied when two looks in a row find the same content. If the new settings are"
                            + " invalid, the previous ones stay in effect, and log and health say why.",
                    Duration.ZERO,
                    Duration.ofDays(1))
            .defaultsTo("0s");

    /** The group of access rules: {@code auth.access.rules.<alias>.path} and so on. */
    public static final String ACCESS_RULES = "auth.access.rules";

    /** The path of an access rule, exact or with {@code /*} at its end; required. */
    public static final Setting<String> ACCESS_PATH = Setting.of(
                    "auth.access.path",
                    "path",
                    "The path that the rule applies to, without the context path: /health for that path "
                            + "alone, /v1/* for /v1 and everything below it.",
                    HostValueParsers::path)
            .perInstance(ACCESS_RULES);

    /** The methods of an access rule. Default: all. */
    public static final Setting<List<String>> ACCESS_METHODS = Setting.of(
                    "auth.access.methods",
                    "list",
                    "The HTTP methods that the rule applies to. Default: all.",
                    text -> HostValueParsers.list(text, HostValueParsers::method))
            .perInstance(ACCESS_RULES);

    /** The permissions of an access rule, of which the caller needs one. Default: none required. */
    public static final Setting<List<String>> ACCESS_PERMISSIONS = Setting.list(
                    "auth.access.permissions",
                    "The caller needs at least one of these permissions. Default: none required.")
            .perInstance(ACCESS_RULES);

    /** The mechanisms that count for an access rule. Default: all active ones. */
    public static final Setting<List<String>> ACCESS_MECHANISMS = Setting.of(
                    "auth.access.mechanisms",
                    "list",
                    "The mechanisms whose credentials count for the rule. Default: all active ones.",
                    text -> HostValueParsers.list(text, HostValueParsers::mechanismName))
            .perInstance(ACCESS_RULES);

    /** Whether a caller is required. */
    public static final Setting<AccessMode> ACCESS_MODE = Setting.choice(
                    "auth.access.mode",
                    "open: credentials are ignored; optional: a request without a credential passes, a "
                            + "bad one is refused; authenticated: a caller is required.",
                    AccessMode.class)
            .defaultsTo("authenticated")
            .perInstance(ACCESS_RULES);

    /** Whether the path is a page, from which browsers may be redirected to the login page. */
    public static final Setting<Boolean> ACCESS_PAGE = Setting.flag(
                    "auth.access.page",
                    "The path is a page: browsers without a credential are redirected to the login page.")
            .defaultsTo("off")
            .perInstance(ACCESS_RULES);

    /** The authentication context that an access rule requires. */
    public static final Setting<String> ACCESS_ACR = Setting.string(
                    "auth.access.acr",
                    "The authentication context class (acr, RFC 9470) that the caller needs. Default: any.")
            .perInstance(ACCESS_RULES);

    /** The maximum time since the caller authenticated. */
    public static final Setting<Duration> ACCESS_MAX_AGE = Setting.duration(
                    "auth.access.max-age",
                    "The maximum time since the caller authenticated (RFC 9470). Default: unlimited.",
                    Duration.ofSeconds(1),
                    Duration.ofDays(365))
            .perInstance(ACCESS_RULES);

    private HostSettings() {}

    /** Returns all settings of the host in the order of the configuration page. */
    public static List<Setting<?>> all() {
        return List.of(
                MECHANISMS,
                SESSIONS,
                REALM,
                PUBLIC_URL,
                TRUSTED_PROXIES,
                HOSTS,
                PROBE_PATHS,
                FORWARDING_HEADERS,
                CLIENT_CERT_HEADER,
                RESOURCE_METADATA,
                REQUIRE_TLS,
                CORS_ORIGINS,
                FRAME_ANCESTORS,
                AUDIT,
                CROSS_SITE_GUARD,
                BLOCKING_CALLS,
                ENDPOINT_BODY_TIMEOUT,
                HTTP_CONNECT_TIMEOUT,
                HTTP_TIMEOUT,
                HSTS,
                LOGIN_PAGE,
                ERROR_PAGES,
                RELOAD_INTERVAL,
                ACCESS_PATH,
                ACCESS_METHODS,
                ACCESS_PERMISSIONS,
                ACCESS_MECHANISMS,
                ACCESS_MODE,
                ACCESS_PAGE,
                ACCESS_ACR,
                ACCESS_MAX_AGE);
    }
}
