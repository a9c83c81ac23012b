package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.TomcatContainer;
import io.undertow.Undertow;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tomcat and Undertow put the welcome file behind the path of a folder before the filters run, so that path and target
 * differ honestly.
 */
class WelcomeFileTest {

    @TempDir
    Path files;

    private final Gatehouse gatehouse = TestHost.of(TestHost.bearer())
            .policy(AccessPolicy.builder().open("/index.html").open("/private/").build())
            .start();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(files.resolve("private"));
        Files.writeString(files.resolve("index.html"), "welcome", StandardCharsets.UTF_8);
        Files.writeString(files.resolve("private/index.html"), "members only", StandardCharsets.UTF_8);
    }

    @AfterEach
    void close() {
        gatehouse.close();
    }

    @Test
    void tomcatServesTheWelcomeFile_fileIsChecked() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", files.toString());
        context.addWelcomeFile("index.html");
        context.addServletContainerInitializer(
                (classes, servlets) ->
                        servlets.addServlet("default", new DefaultServlet()).addMapping("/"),
                Set.of());
        context.addServletContainerInitializer(new Application().filter(gatehouse.filter()), Set.of());
        try (Container container = TomcatContainer.start(tomcat, context)) {
            assertFileIsChecked(container.port());
        }
    }

    @Test
    void undertowServesTheWelcomeFile_fileIsChecked() throws Exception {
        Application application = new Application().filter(gatehouse.filter());
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(WelcomeFileTest.class.getClassLoader())
                .setDeploymentName("welcome")
                .setContextPath("/")
                .addWelcomePage("index.html")
                .setResourceManager(new PathResourceManager(files))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        Application.class, () -> new ImmediateInstanceHandle<>(application), Set.of()));
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        manager.deploy();
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", manager.start())
                .build();
        undertow.start();
        try {
            assertFileIsChecked(
                    ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort());
        } finally {
            undertow.stop();
        }
    }

    private static void assertFileIsChecked(int port) throws IOException {
        Answer open = RawHttp.get(port, "/");
        assertEquals(200, open.status());
        assertEquals("welcome", open.body());
        // The rule opens the folder, but what would be served is the file, which has no rule.
        RawHttp.get(port, "/private/").assertProblem(401);
        assertEquals(
                "members only",
                RawHttp.get(port, "/private/", Tokens.bearer(Tokens.READER)).body());
        RawHttp.get(port, "//", Tokens.bearer(Tokens.READER)).assertProblem(400);
    }
}
