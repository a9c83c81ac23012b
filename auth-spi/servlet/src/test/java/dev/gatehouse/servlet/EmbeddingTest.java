package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.servlet.http.TomcatContainer;
import jakarta.servlet.Filter;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways to have the container make the filter. */
class EmbeddingTest {

    private static final List<Map<String, String>> BAD = List.of(
            Map.of(),
            Map.of("auth.mechanisms", "found", "auth.reelm", "x"),
            Map.of("auth.mechanisms", "unknown"),
            Map.of("auth.mechanisms", "found", "other", "x"),
            Map.of("auth.mechanisms", "found", AuthenticationFilter.SETTINGS_FILE, "missing.properties"));

    @TempDir
    Path folder;

    private static void assertGuards(Container container, String realm) throws IOException {
        Answer refused = RawHttp.get(container.port(), "/x").assertProblem(401);
        assertEquals("Bearer realm=\"" + realm + "\"", refused.header("WWW-Authenticate"));
        assertTrue(RawHttp.get(container.port(), "/x", Tokens.bearer(Tokens.READER))
                .body()
                .startsWith("user=rita@found "));
        assertEquals(200, RawHttp.get(container.port(), "/health").status());
    }

    private static Container start(Server server, Class<? extends Filter> filter, Map<String, String> parameters) {
        return server.start(new Application().filter(filter, parameters).servlet("/", TestServlet.whoAmI()));
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void initParameters_areSettings(Server server) throws IOException {
        Map<String, String> parameters = Map.of(
                "auth.mechanisms", "found",
                "auth.realm", "parameters",
                "auth.access.rules.health.path", "/health",
                "auth.access.rules.health.mode", "open");
        try (Container container = start(server, AuthenticationFilter.class, parameters)) {
            assertGuards(container, "parameters");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void annotationOnASubclass_hasTheSettings(Server server) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        for (WebInitParam parameter :
                AnnotatedFilter.class.getAnnotation(WebFilter.class).initParams()) {
            parameters.put(parameter.name(), parameter.value());
        }
        try (Container container = start(server, AnnotatedFilter.class, parameters)) {
            assertGuards(container, "annotated");
        }
    }

    @Test
    void settingsFile_isNamedByAnInitParameterAndGoesBeforeTheOthers() throws IOException {
        Path file = folder.resolve("auth.properties");
        Files.writeString(
                file,
                "auth.mechanisms=found\nauth.realm=from-file\nauth.access.path=/health\nauth.access.mode=open\n",
                StandardCharsets.UTF_8);
        Map<String, String> parameters =
                Map.of(AuthenticationFilter.SETTINGS_FILE, file.toString(), "auth.realm", "from-parameter");
        try (Container container = start(Server.JETTY, AuthenticationFilter.class, parameters)) {
            assertGuards(container, "from-file");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void settingsCannotBeUsed_applicationDoesNotStart(Server server) {
        for (Map<String, String> bad : BAD) {
            assertThrows(
                    RuntimeException.class,
                    () -> start(server, AuthenticationFilter.class, bad).close(),
                    () -> "started with " + bad);
        }
    }

    @Test
    void unusableSettings_everyRequestIsRefused() throws IOException {
        for (Map<String, String> bad : BAD) {
            TestServlet servlet = TestServlet.whoAmI();
            try (Container container = Server.UNDERTOW.start(new Application()
                    .lateFilters()
                    .filter(AuthenticationFilter.class, bad)
                    .servlet("/", servlet))) {
                for (int i = 0; i < 2; i++) {
                    Answer answer = RawHttp.get(container.port(), "/x", Tokens.bearer(Tokens.READER));
                    assertEquals(500, answer.status());
                }
                assertEquals(0, servlet.entered());
            }
        }
    }

    @Test
    void settingsCannotBeUsed_failureSaysWhy() {
        Map<String, String> bad = Map.of("auth.mechanisms", "found", "auth.reelm", "x");
        RuntimeException failure = assertThrows(
                RuntimeException.class,
                () -> start(Server.JETTY, AuthenticationFilter.class, bad).close());
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertTrue(text.toString().contains("auth.reelm") && text.toString().contains("auth.realm"), text::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void contextStops_hostThatWasAddedToItCloses(Server server) throws IOException {
        FakeMechanism mechanism = TestHost.bearer();
        Gatehouse gatehouse = TestHost.of(mechanism).start();
        try (Container container =
                server.start(new Application().initializer(gatehouse::addTo).servlet("/", TestServlet.whoAmI()))) {
            RawHttp.get(container.port(), "/x").assertProblem(401);
            assertEquals(0, mechanism.closed());
        }
        assertEquals(1, mechanism.closed());
        gatehouse.close();
        assertEquals(1, mechanism.closed());
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void contextStops_hostWhoseFilterWasRegisteredGoesOn(Server server) throws IOException {
        FakeMechanism mechanism = TestHost.bearer();
        try (Gatehouse gatehouse = TestHost.of(mechanism).start()) {
            for (int i = 0; i < 2; i++) {
                try (Container container = server.start(
                        new Application().filter(gatehouse.filter()).servlet("/", TestServlet.whoAmI()))) {
                    RawHttp.get(container.port(), "/x").assertProblem(401);
                }
                assertEquals(0, mechanism.closed());
            }
        }
    }

    @Test
    void settingsFileOfTheWar_isFound() throws Exception {
        Path webInf = Files.createDirectory(folder.resolve("WEB-INF"));
        Files.writeString(
                webInf.resolve("auth.properties"),
                "auth.mechanisms=found\nauth.realm=in-the-war\nauth.access.path=/health\nauth.access.mode=open\n",
                StandardCharsets.UTF_8);
        writeWebXml("""
                <init-param>
                  <param-name>gatehouse.settings-file</param-name>
                  <param-value>/WEB-INF/auth.properties</param-value>
                </init-param>
                """);
        try (Container container = startWebApplication()) {
            assertGuards(container, "in-the-war");
        }
    }

    @Test
    void warIsNotUnpacked_settingsFileInsideOfItIsRefused() {
        Map<String, String> parameters = Map.of(AuthenticationFilter.SETTINGS_FILE, "/WEB-INF/auth.properties");
        RuntimeException failure = assertThrows(
                RuntimeException.class,
                () -> start(Server.JETTY, AuthenticationFilter.class, parameters)
                        .close());
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertTrue(text.toString().contains("has not unpacked the WAR"), text::toString);
    }

    @Test
    void webXml_mapsTheFilter() throws Exception {
        Files.createDirectory(folder.resolve("WEB-INF"));
        writeWebXml("""
                <init-param><param-name>auth.mechanisms</param-name><param-value>found</param-value></init-param>
                <init-param><param-name>auth.realm</param-name><param-value>descriptor</param-value></init-param>
                <init-param><param-name>auth.access.path</param-name><param-value>/health</param-value></init-param>
                <init-param><param-name>auth.access.mode</param-name><param-value>open</param-value></init-param>
                """);
        try (Container container = startWebApplication()) {
            assertGuards(container, "descriptor");
        }
    }

    @Test
    void annotation_isFoundByTheContainer() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes/dev/gatehouse/servlet"));
        try (InputStream code = AnnotatedFilter.class.getResourceAsStream("AnnotatedFilter.class")) {
            Files.copy(code, classes.resolve("AnnotatedFilter.class"));
        }
        try (Container container = startWebApplication()) {
            assertGuards(container, "annotated");
        }
    }

    private void writeWebXml(String initParams) throws IOException {
        String head = """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
                  <filter>
                    <filter-name>gatehouse</filter-name>
                    <filter-class>dev.gatehouse.servlet.AuthenticationFilter</filter-class>
                    <async-supported>true</async-supported>
                """;
        String rest = """
                  </filter>
                  <filter-mapping>
                    <filter-name>gatehouse</filter-name>
                    <url-pattern>/*</url-pattern>
                    <dispatcher>REQUEST</dispatcher>
                    <dispatcher>FORWARD</dispatcher>
                    <dispatcher>INCLUDE</dispatcher>
                    <dispatcher>ASYNC</dispatcher>
                    <dispatcher>ERROR</dispatcher>
                  </filter-mapping>
                </web-app>
                """;
        Files.writeString(folder.resolve("WEB-INF/web.xml"), head + initParams + rest, StandardCharsets.UTF_8);
    }

    private Container startWebApplication() {
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(folder.toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        context.setParentClassLoader(EmbeddingTest.class.getClassLoader());
        context.addServletContainerInitializer(new Application().servlet("/", TestServlet.whoAmI()), Set.of());
        tomcat.getHost().addChild(context);
        return TomcatContainer.start(tomcat, context);
    }
}
