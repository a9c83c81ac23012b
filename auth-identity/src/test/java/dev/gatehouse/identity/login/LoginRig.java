package dev.gatehouse.identity.login;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.AccessRule;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.testkit.MovableClock;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An application on Jetty with a log-in, and a provider in the same process. {@code /page} is a page, {@code /v1/tasks}
 * is an API; both answer with the name of the caller.
 */
final class LoginRig implements AutoCloseable {

    private static final class WhoServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Access.caller(request).orElse(null);
            String text = caller == null
                    ? "nobody"
                    : caller.getName() + " " + caller.kind() + " "
                            + caller.permissions().stream().sorted().toList() + " "
                            + caller.groups().stream().sorted().toList();
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    final IdentityProvider provider;
    final Issuer keycloak;
    final MovableClock clock = MovableClock.at(Instant.now().toString());
    final Gatehouse gatehouse;
    final URI origin;
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private final Server server = new Server();

    LoginRig(Map<String, String> settings) throws Exception {
        this("", settings);
    }

    LoginRig(String contextPath, Map<String, String> settings) throws Exception {
        this(contextPath, settings, provider -> {});
    }

    /** @param before prepares the provider before the application starts */
    LoginRig(String contextPath, Map<String, String> settings, Consumer<IdentityProvider> before) throws Exception {
        provider = IdentityProvider.demo().clock(clock).start();
        before.accept(provider);
        keycloak = provider.keycloak();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        connector.open();
        origin = URI.create("http://localhost:" + connector.getLocalPort());
        String root = origin + contextPath;
        provider.register(Client.builder("tasklist")
                .secret("tasklist-secret")
                .audiences("tasklist-api")
                .redirectUris(root + "/identity-callback", root + "/identity-callback/second")
                .postLogoutRedirectUris(root + "/")
                .build());
        Map<String, String> all = new HashMap<>(defaults());
        all.putAll(settings);
        all.values().removeIf(String::isEmpty);
        all.replaceAll((key, value) -> value.replace("{origin}", origin.toString()));
        all.replace(
                "auth.login.providers.second.issuer",
                "generic",
                provider.generic().issuer());
        gatehouse = Gatehouse.builder()
                .settings(all)
                .withoutEnvironment()
                .clock(clock)
                .policy(AccessPolicy.builder()
                        .open("/health")
                        .rule(AccessRule.at("/page").page())
                        .rule(AccessRule.at("/page/*").page())
                        .build())
                .listener(this::decided)
                .start();
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new WhoServlet()), "/*");
        server.setHandler(context);
        server.start();
    }

    /** Returns settings for a second provider: the other issuer of the same server. */
    static Map<String, String> withSecondProvider(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("auth.login.providers.second.issuer", "generic");
        all.put("auth.login.providers.second.title", "Second & Sons");
        all.put("auth.login.providers.second.name-prefix", "second:");
        all.put("auth.login.providers.second.client-id", "tasklist");
        all.put("auth.login.providers.second.client-secret", "tasklist-secret");
        all.put("auth.login.providers.second.client-authentication", "client-secret-post");
        all.put("auth.login.providers.second.audience", "tasklist-api");
        all.put("auth.login.providers.second.provider", "auth0");
        all.put("auth.login.providers.second.name-claim", "preferred_username");
        all.put("auth.login.providers.second.permission-map", "read:*=READ, write:*=WRITE");
        return all;
    }

    private Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("auth.mechanisms", "identity, login");
        defaults.put("auth.http.connect-timeout", "30s");
        defaults.put("auth.http.timeout", "60s");
        defaults.put("auth.identity.issuer", keycloak.issuer());
        defaults.put("auth.identity.audience", "tasklist-api");
        defaults.put("auth.login.issuer", keycloak.issuer());
        defaults.put("auth.login.provider", "camunda");
        defaults.put("auth.login.title", "Example Keycloak");
        defaults.put("auth.login.client-id", "tasklist");
        defaults.put("auth.login.client-secret", "tasklist-secret");
        defaults.put("auth.login.audience", "tasklist-api");
        return defaults;
    }

    /** Returns a URL of the application. */
    URI url(String path) {
        return origin.resolve(path);
    }

    /** Waits for the next refused log-in and returns its code; empty if there is none for some seconds. */
    String refusal() throws InterruptedException {
        String code = refusals.poll(1, TimeUnit.MINUTES);
        return code == null ? "" : code;
    }

    /** Forgets the refusals so far. */
    void forgetRefusals() {
        refusals.clear();
    }

    /** Waits until a log-in is refused with this code; returns the codes that came instead if none is. */
    String refusal(String expected) throws InterruptedException {
        List<String> others = new ArrayList<>();
        for (String code = refusals.poll(1, TimeUnit.MINUTES);
                code != null;
                code = refusals.poll(1, TimeUnit.MINUTES)) {
            if (code.equals(expected)) {
                return code;
            }
            others.add(code);
        }
        return others.toString();
    }

    private void decided(Decision decision) {
        if (decision.outcome() == Decision.Outcome.LOGIN_REFUSED) {
            refusals.add(decision.reason().code());
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        gatehouse.close();
        provider.close();
    }
}
