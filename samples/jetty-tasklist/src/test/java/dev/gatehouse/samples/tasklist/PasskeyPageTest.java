package dev.gatehouse.samples.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys in Chromium, with its virtual authenticator. */
class PasskeyPageTest {

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Passkeys belong to an origin, so the port has to be known before the start. */
    private static SampleRun sample(Path data) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> settings =
                Map.of("auth.cookie.passkeys", "on", "auth.public-url", "http://localhost:" + port);
        return SampleRun.demo(data, settings, "--port", Integer.toString(port));
    }

    private static CDPSession authenticator(Page page) {
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject options = JsonParser.parseString("""
                        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
                        "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true}}
                        """).getAsJsonObject();
        devTools.send("WebAuthn.addVirtualAuthenticator", options);
        return devTools;
    }

    private static void logOut(Page page) {
        page.locator("#logout").click();
        assertThat(page.locator("#login-note")).hasText("You are logged out.");
    }

    @Test
    void passkey_isRegisteredAndLogsInWithoutAName(@TempDir Path data) throws IOException {
        try (SampleRun sample = sample(data);
                PageRun run = PageRun.desktop(chromium, sample)) {
            Page page = run.page();
            authenticator(page);
            run.logIn("demo");
            page.locator("#open-passkeys").click();
            assertThat(page.locator("#passkeys-title")).isFocused();
            page.locator("#passkey-label").fill("Test <b>laptop</b>");
            page.locator("#passkey-add").click();
            assertThat(page.locator("#passkeys-status")).hasText("The passkey is added.");
            assertThat(page.locator("#passkeys-list li")).containsText("Test <b>laptop</b>");
            run.shoot("passkeys");
            Axe.assertNoViolations(page);
            page.locator("#close-passkeys").click();
            assertThat(page.locator("#open-passkeys")).isFocused();

            logOut(page);
            run.shoot("login-passkey");
            Axe.assertNoViolations(page);
            page.locator("#passkey-login").click();
            assertThat(page.locator("#tasks a").first()).isVisible();
            assertThat(page.locator("#user")).hasText("Demo");

            page.locator("#open-passkeys").click();
            page.locator("#passkeys-list button").click();
            assertThat(page.locator("#passkeys-status")).containsText("is removed");
            assertThat(page.locator("#passkeys-list li")).hasCount(0);
            page.locator("#close-passkeys").click();

            logOut(page);
            page.locator("#passkey-login").click();
            assertThat(page.locator("#passkey-problem"))
                    .hasText("This passkey was not accepted. Log in with your password.");
            assertEquals(1, filesWithPasskeys(data));
        }
    }

    private static long filesWithPasskeys(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".passkeys")).count();
        }
    }

    @Test
    void sessionOfAPasskey_needsThePasswordToAddAnother(@TempDir Path data) throws IOException {
        try (SampleRun sample = sample(data);
                PageRun run = PageRun.desktop(chromium, sample).expect(403)) {
            Page page = run.page();
            authenticator(page);
            run.logIn("demo");
            page.locator("#open-passkeys").click();
            page.locator("#passkey-add").click();
            assertThat(page.locator("#passkeys-status")).hasText("The passkey is added.");
            page.keyboard().press("Escape");
            logOut(page);
            page.locator("#passkey-login").click();
            page.locator("#open-passkeys").click();
            page.locator("#passkey-add").click();
            assertThat(page.locator("#passkeys-problem")).containsText("log in with your password again");
        }
    }

    @Test
    void withoutSupportInBrowserOrServer_nothingIsOffered(@TempDir Path data, @TempDir Path other) throws IOException {
        try (SampleRun sample = sample(data);
                PageRun run = PageRun.desktop(chromium, sample)) {
            run.page().addInitScript("delete PublicKeyCredential.parseRequestOptionsFromJSON;");
            run.logIn("demo");
            assertThat(run.page().locator("#open-passkeys")).isHidden();
            logOut(run.page());
            assertThat(run.page().locator("#login-passkey")).isHidden();
        }
        try (SampleRun sample = SampleRun.demo(other);
                PageRun run = PageRun.desktop(chromium, sample)) {
            run.logIn("demo");
            assertThat(run.page().locator("#open-passkeys")).isHidden();
            assertFalse(sample.http().get("/client-config.json").body().contains("/api/passkeys"));
        }
    }
}
