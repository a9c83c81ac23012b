package dev.gatehouse.samples.war;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR with all mechanisms, deployed and undeployed again and again: nothing of it stays in the container. */
class RedeployTest {

    private static final Path WAR = Path.of(System.getProperty("basedir", ".")).resolve("target/orders");
    private static final int DEPLOYMENTS = 5;
    /** A minute at the most; a few are needed, until the threads of the JDK's HTTP clients have ended. */
    private static final int COLLECTIONS = 3000;

    private static final String PASSWORD = "password";
    private static final String HASH =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    /** Kept here, because the log manager forgets loggers that are not held. */
    private static final Logger LEAKS = Logger.getLogger("org.apache.catalina.loader.WebappClassLoaderBase");

    @TempDir
    Path folder;

    private final Queue<String> reported = new ConcurrentLinkedQueue<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
                reported.add(String.valueOf(message.getMessage()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void undeployedApplication_leavesNoClassLoader() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (IdentityProvider provider = IdentityProvider.demo().start();
                IdentityProvider other = IdentityProvider.demo().start();
                TomcatServer tomcat = new TomcatServer(folder.resolve("tomcat"))) {
            Path war = warWithAllMechanisms(provider, other);
            LEAKS.setLevel(Level.WARNING);
            LEAKS.addHandler(handler);
            for (int i = 0; i < DEPLOYMENTS; i++) {
                Context context = tomcat.deploy("/shop", war);
                loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
                useEverything(tomcat, provider, other);
                tomcat.undeploy(context);
            }
            assertEquals(List.of(), List.copyOf(reported), "Tomcat's own check of threads and thread locals");
            displaceTheLastRecord();
            for (WeakReference<ClassLoader> loader : loaders) {
                assertCollected(loader);
            }
            assertArrayEquals(new String[0], tomcat.host().findReloadedContextMemoryLeaks());
        } finally {
            LEAKS.removeHandler(handler);
        }
    }

    /**
     * Java 17 remembers a type of a record that was compared, whichever application it belongs to, until another record
     * takes its place. Newer versions of Java do so with a soft reference.
     */
    private static void displaceTheLastRecord() {
        assertEquals(new Other(Part.ONE).hashCode(), new Other(Part.ONE).hashCode());
        assertEquals(new Other(Part.ONE), new Other(Part.ONE));
    }

    private enum Part {
        ONE
    }

    private record Other(Part part) {}

    private static void assertCollected(WeakReference<ClassLoader> loader) {
        for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertNull(loader.get(), "a class loader of an undeployed application is still there");
    }

    private static void useEverything(TomcatServer tomcat, IdentityProvider provider, IdentityProvider other)
            throws Exception {
        assertStatus(
                200, tomcat, bearer(provider.generic().mintFor("demo-client").serialize()));
        assertStatus(
                200, tomcat, bearer(provider.keycloak().mintFor("demo-client").serialize()));
        String opaque = other.generic().issueOpaque(other.generic().mintFor("demo-client"));
        assertStatus(200, tomcat, bearer(opaque));
        assertStatus(401, tomcat, bearer("not-a-token"));
        String password = Base64.getEncoder().encodeToString(("demo:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertStatus(200, tomcat, "Basic " + password);
        assertStatus(401, tomcat, "");
        logIn(tomcat.port());
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static void assertStatus(int status, TomcatServer tomcat, String authorization) throws Exception {
        assertEquals(status, tomcat.send("GET", "/shop/orders/", authorization).statusCode());
    }

    /** Logs in with a body that comes after the host has begun to wait for it. */
    private static void logIn(int port) throws IOException {
        byte[] form = ("username=demo&password=" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /shop/api/login HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length
                            + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertTrue(String.valueOf(in.readLine()).contains(" 100"));
            in.readLine();
            out.write(form);
            String status = String.valueOf(in.readLine());
            assertTrue(status.contains(" 204") || status.contains(" 200"), status);
        }
    }

    private Path warWithAllMechanisms(IdentityProvider provider, IdentityProvider other) throws IOException {
        Path war = folder.resolve("orders");
        try (Stream<Path> files = Files.walk(WAR)) {
            for (Path file : files.toList()) {
                Files.copy(file, war.resolve(WAR.relativize(file).toString()));
            }
        }
        Path users = folder.resolve("users.properties");
        Files.writeString(
                users,
                "user.demo.password = " + HASH + "\nuser.demo.permissions = orders:read\n",
                StandardCharsets.UTF_8);
        List<String> settings = List.of(
                "auth.mechanisms = jwt, identity, introspection, basic, cookie",
                "auth.audit = all",
                "auth.jwt.issuer = " + provider.generic().issuer(),
                "auth.jwt.audience = tasklist-api",
                "auth.identity.issuer = " + provider.keycloak().issuer(),
                "auth.identity.audience = tasklist-api",
                "auth.introspection.issuer = " + other.generic().issuer(),
                "auth.introspection.audience = tasklist-api",
                "auth.introspection.client-id = tasklist",
                "auth.introspection.client-secret = tasklist-secret",
                "auth.cookie.users-file = " + users);
        Files.write(war.resolve("WEB-INF/gatehouse.properties"), settings, StandardCharsets.UTF_8);
        return war;
    }
}
