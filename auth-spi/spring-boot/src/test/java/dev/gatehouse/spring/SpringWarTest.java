package dev.gatehouse.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.Gatehouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** The host in an application of Spring Boot that is deployed in a Tomcat, which was there before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringWarTest {

    private static final String READER = "rita~orders:read";

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private Context shop;
    private Context other;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        shop = deploy("/shop");
        other = deploy("/other");
        tomcat.start();
    }

    @AfterAll
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private Context deploy(String path) {
        Context context = tomcat.addContext(path, null);
        // Tomcat finds the initializer in a WAR by itself.
        ErrorPage page = new ErrorPage();
        page.setLocation("/error");
        context.addErrorPage(page);
        context.addParameter("auth.mechanisms", "test");
        context.addParameter("auth.access.rules.open.path", "/open/*");
        context.addParameter("auth.access.rules.open.mode", "open");
        context.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(TestedWar.class));
        return context;
    }

    private static WebApplicationContext spring(Context context) {
        return Objects.requireNonNull(WebApplicationContextUtils.getWebApplicationContext(context.getServletContext()));
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void noCredential_isChallengedBeforeAnyFilterOfTheApplication() throws Exception {
        AtomicInteger seen = spring(shop).getBean(AtomicInteger.class);
        int before = seen.get();
        HttpResponse<String> answer = get("/shop/orders", "");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("\"status\":401"), answer::body);
        assertEquals(List.of("Bearer realm=\"gatehouse\""), answer.headers().allValues("WWW-Authenticate"));
        assertEquals(before, seen.get());

        assertEquals("orders of rita", get("/shop/orders", READER).body());
        assertEquals(before + 1, seen.get());
    }

    @Test
    void permissionMissing_isAnsweredByTheHost() throws Exception {
        HttpResponse<String> answer = get("/shop/orders/refund", READER);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("\"status\":403"), answer::body);
        assertEquals("walt", get("/shop/orders/refund", "walt~admin").body());
    }

    @Test
    void permissionMissingInAServlet_isAnsweredByTheHost() throws Exception {
        assertEquals("reports", get("/shop/reports/", READER).body());
        HttpResponse<String> answer = get("/shop/reports/refund", READER);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("\"status\":403"), answer::body);
    }

    @Test
    void errorPage_isForCallers() throws Exception {
        HttpResponse<String> known = get("/shop/kinds/conflict", READER);
        assertEquals(409, known.statusCode());
        assertTrue(known.body().contains("/kinds/conflict"), known::body);

        HttpResponse<String> unknown = get("/shop/open/conflict", "");
        assertEquals(409, unknown.statusCode());
        assertFalse(unknown.body().contains("conflict"), unknown::body);
    }

    @Test
    void undeployed_hostCloses() throws Exception {
        Gatehouse gatehouse = spring(other).getBean(Gatehouse.class);
        gatehouse.reload();
        assertEquals(401, get("/other/orders", "").statusCode());
        tomcat.getHost().removeChild(other);
        other.destroy();
        assertThrows(IllegalStateException.class, gatehouse::reload);
    }

    /** The documented WAR with the beans of the tests. */
    public static final class TestedWar extends ShopWar {

        /** Called by Spring. */
        public TestedWar() {}

        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
            return super.configure(application).sources(TestBeans.class);
        }
    }
}
