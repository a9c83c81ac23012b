package dev.gatehouse.samples.war;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.cookie.jdbc.JdbcSessionsFactory;
import dev.gatehouse.cookie.redis.RedisSessionsFactory;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.idp.IdentityProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.commons.pool2.PooledObject;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The WAR, deployed and undeployed again and again in several arrangements: nothing of it stays in the container. */
class RedeployTest {

    private static final int DEPLOYMENTS = 5;
    /** A leak of one of these libraries shows at each deployment. */
    private static final int DEPLOYMENTS_WITH_A_STORE = 3;

    private static final String PASSWORD = "password";
    private static final String HASH =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @TempDir
    Path folder;

    /** What a deployed application is used for. */
    @FunctionalInterface
    private interface Use {
        void of(TomcatServer tomcat) throws Exception;
    }

    @Test
    void allMechanisms_leaveNothing() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start();
                IdentityProvider other = IdentityProvider.demo().start()) {
            TestWar war = war().settings(List.of(
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
                    "auth.cookie.users-file = " + usersFile()));
            assertNothingStays(war, DEPLOYMENTS, tomcat -> useEverything(tomcat, provider, other));
        }
    }

    @Test
    void sessionsAndUsersInADatabase_leaveNothing() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("shop");
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            TestWar war = war().settings(List.of(
                            "auth.mechanisms = jwt, basic, cookie",
                            "auth.jwt.issuer = " + provider.generic().issuer(),
                            "auth.jwt.audience = tasklist-api",
                            "auth.jwt.jwks-uri = " + provider.generic().jwksUri(),
                            "auth.sessions = jdbc",
                            "auth.sessions.jdbc.url = " + url,
                            "auth.cookie.users = jdbc",
                            "auth.users.jdbc.url = " + url))
                    .jarOf(JdbcSessionsFactory.class)
                    .jarOf(HikariDataSource.class)
                    .jarOf(Flyway.class)
                    .jarOf(PostgreSQLDatabaseType.class)
                    .jarOf(org.h2.Driver.class)
                    .jarOf(org.postgresql.Driver.class);
            // It makes the tables.
            assertNothingStays(war, 1, tomcat -> {});
            addUser(url);
            assertNothingStays(war, DEPLOYMENTS_WITH_A_STORE, tomcat -> useTokensAndSessions(tomcat, provider));
        }
    }

    @Test
    void sessionsInRedis_leaveNothing() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start();
                RedisServer redis = RedisServer.start(Files.createDirectory(folder.resolve("redis")))) {
            TestWar war = war().settings(List.of(
                            "auth.mechanisms = jwt, basic, cookie",
                            "auth.jwt.issuer = " + provider.generic().issuer(),
                            "auth.jwt.audience = tasklist-api",
                            "auth.sessions = redis",
                            "auth.sessions.redis.url = " + redis.url(),
                            "auth.cookie.users-file = " + usersFile()))
                    .jarOf(RedisSessionsFactory.class)
                    .jarOf(Jedis.class)
                    .jarOf(PooledObject.class);
            assertNothingStays(war, DEPLOYMENTS_WITH_A_STORE, tomcat -> useTokensAndSessions(tomcat, provider));
        }
    }

    private void assertNothingStays(TestWar war, int deployments, Use use) throws Exception {
        try (LeakCheck leaks = new LeakCheck();
                TomcatServer tomcat = new TomcatServer(folder.resolve("tomcat"))) {
            for (int i = 0; i < deployments; i++) {
                Context context = tomcat.deploy("/shop", war.folder());
                leaks.deployed(context);
                use.of(tomcat);
                tomcat.undeploy(context);
            }
            leaks.assertNothingStays(tomcat);
        }
    }

    private static void useEverything(TomcatServer tomcat, IdentityProvider provider, IdentityProvider other)
            throws Exception {
        useTokensAndSessions(tomcat, provider);
        assertStatus(
                200, tomcat, bearer(provider.keycloak().mintFor("demo-client").serialize()));
        String opaque = other.generic().issueOpaque(other.generic().mintFor("demo-client"));
        assertStatus(200, tomcat, bearer(opaque));
    }

    private static void useTokensAndSessions(TomcatServer tomcat, IdentityProvider provider) throws Exception {
        assertStatus(
                200, tomcat, bearer(provider.generic().mintFor("demo-client").serialize()));
        assertStatus(401, tomcat, bearer("not-a-token"));
        String password = Base64.getEncoder().encodeToString(("demo:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertStatus(200, tomcat, "Basic " + password);
        assertStatus(401, tomcat, "");
        String cookie = logIn(tomcat.port());
        assertEquals(200, tomcat.sendCookie("GET", "/shop/orders/", cookie).statusCode());
        assertEquals(
                401, tomcat.sendCookie("GET", "/shop/orders/", cookie + "x").statusCode());
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static void assertStatus(int status, TomcatServer tomcat, String authorization) throws Exception {
        assertEquals(status, tomcat.send("GET", "/shop/orders/", authorization).statusCode());
    }

    /** Logs in with a body that comes after the host has begun to wait for it, and returns the cookie. */
    private static String logIn(int port) throws IOException {
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
            String field = "Set-Cookie: ";
            String line = in.lines()
                    .filter(each -> each.startsWith(field))
                    .findFirst()
                    .orElseThrow();
            return line.substring(field.length(), line.indexOf(';'));
        }
    }

    private TestWar war() throws IOException {
        return new TestWar(folder.resolve("orders"));
    }

    private Path usersFile() throws IOException {
        return Files.writeString(
                folder.resolve("users.properties"),
                "user.demo.password = " + HASH + "\nuser.demo.permissions = orders:read\n",
                StandardCharsets.UTF_8);
    }

    /** An undeployed application has released the file. */
    private static void addUser(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement insert = connection.createStatement()) {
            insert.executeUpdate("INSERT INTO gatehouse_user (name, password_hash, permissions) VALUES ('demo', '"
                    + HASH + "', 'orders:read')");
        }
    }
}
