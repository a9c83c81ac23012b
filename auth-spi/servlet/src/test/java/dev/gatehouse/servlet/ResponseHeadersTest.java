package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.servlet.response.ResponseHeaders;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.SetCookie.SameSite;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseHeadersTest {

    @ParameterizedTest
    @CsvSource({
        "SID, '', false, SID=v; Path=/; HttpOnly; SameSite=Lax",
        "SID, '', true, SID=v; Path=/; Secure; HttpOnly; SameSite=Lax",
        "SID, /app, false, SID=v; Path=/app; HttpOnly; SameSite=Lax",
        "__Secure-SID, /app, true, __Secure-SID=v; Path=/app; Secure; HttpOnly; SameSite=Lax",
        "__Host-SID, /app, true, __Host-SID=v; Path=/; Secure; HttpOnly; SameSite=Lax",
        "__Host-SID, /app, false, __Host-SID=v; Path=/; Secure; HttpOnly; SameSite=Lax",
        "__host-SID, /app, false, __host-SID=v; Path=/; Secure; HttpOnly; SameSite=Lax",
    })
    void cookie_isRenderedForItsNameAndPlace(String name, String context, boolean secure, String line) {
        assertEquals(line, ResponseHeaders.cookie(SetCookie.session(name, "v"), context, secure));
    }

    @Test
    void cookieWithALifetime_hasMaxAgeAndNoExpires() {
        SetCookie cookie = new SetCookie("SID", "v", Duration.ofHours(2), SameSite.STRICT);
        assertEquals(
                "SID=v; Path=/; Max-Age=7200; HttpOnly; SameSite=Strict", ResponseHeaders.cookie(cookie, "", false));
    }

    @Test
    void deletion_differsInValueAndAgeOnly() {
        SetCookie deletion = SetCookie.deletion("SID", SameSite.LAX);
        assertEquals(
                "SID=; Path=/app; Max-Age=0; Secure; HttpOnly; SameSite=Lax",
                ResponseHeaders.cookie(deletion, "/app", true));
    }

    @Test
    void admittedResponse_isNotStoredAndTheApplicationMaySayOtherwise() throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()), (request, response) -> {
            if (request.getServletPath().equals("/public")) {
                response.setHeader("Cache-Control", "max-age=60");
            }
            TestServlet.print(response, "x");
        })) {
            Answer answer = rig.get("/x", Tokens.bearer(Tokens.READER));
            assertEquals("no-store", answer.header("Cache-Control"));
            assertEquals("Authorization, Cookie", answer.header("Vary"));
            assertEquals(
                    "max-age=60",
                    rig.get("/public", Tokens.bearer(Tokens.READER)).header("Cache-Control"));
        }
    }

    @Test
    void openResponse_isLeftAlone() throws IOException {
        AccessPolicy policy = AccessPolicy.builder().open("/*").build();
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()).policy(policy))) {
            Answer answer = rig.get("/x");
            assertEquals(List.of(), answer.all("Cache-Control"));
            assertEquals(List.of(), answer.all("Vary"));
        }
    }

    @Test
    void hsts_isSentOverTlsAloneAndOnRefusalsToo() throws IOException {
        Map<String, String> proxied = Map.of("auth.trusted-proxies", "127.0.0.1", "auth.hsts", "10d");
        try (HttpRig rig = HttpRig.start(TestHost.of(proxied, TestHost.bearer()))) {
            String hsts = "max-age=864000";
            Answer refused = rig.get("/x", "X-Forwarded-Proto: https");
            assertEquals(hsts, refused.header("Strict-Transport-Security"));
            Answer good = rig.get("/x", "X-Forwarded-Proto: https", Tokens.bearer(Tokens.READER));
            assertEquals(hsts, good.header("Strict-Transport-Security"));
            Answer clear = rig.get("/x", "X-Forwarded-Proto: http", Tokens.bearer(Tokens.READER));
            assertEquals("", clear.header("Strict-Transport-Security"));
        }
        Map<String, String> off = Map.of("auth.public-url", "https://a.example", "auth.hsts", "0s");
        try (HttpRig rig = HttpRig.start(TestHost.of(off, TestHost.bearer()))) {
            assertEquals("", rig.get("/x").header("Strict-Transport-Security"));
        }
    }

    @Test
    void hsts_isSentBelowOpenRulesToo() throws IOException {
        Map<String, String> proxied =
                Map.of("auth.trusted-proxies", "127.0.0.1", "auth.hsts", "10d", "auth.require-tls", "on");
        AccessPolicy policy =
                AccessPolicy.builder().open("/page").optional("/optional").build();
        try (HttpRig rig = HttpRig.start(TestHost.of(proxied, TestHost.bearer()).policy(policy))) {
            for (String path : List.of("/page", "/optional")) {
                Answer answer = rig.get(path, "X-Forwarded-Proto: https");
                assertEquals(200, answer.status(), path);
                assertEquals(List.of("max-age=864000"), answer.all("Strict-Transport-Security"), path);
            }
        }
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()).policy(policy))) {
            assertEquals("", rig.get("/page").header("Strict-Transport-Security"), "without TLS");
        }
    }

    @Test
    void ownPage_mayHaveFormsButNoScripts() throws IOException {
        FakeMechanism pages = TestHost.bearer()
                .endpoint("GET", "/page", request -> Reply.html(200, "<p>\u00fc</p>"))
                .endpoint("GET", "/json", request -> Reply.json(200, "{}"))
                .endpoint(
                        "GET",
                        "/cookie",
                        request -> Reply.status(204)
                                .with(ResponseAdditions.of(SetCookie.session("SID", "v"))
                                        .with("Clear-Site-Data", "\"cache\"")));
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.public-url", "https://a.example"), pages))) {
            Answer page = rig.get("/page");
            assertEquals("<p>\u00fc</p>", page.body());
            assertEquals("text/html;charset=utf-8", page.header("Content-Type").toLowerCase(java.util.Locale.ROOT));
            String policy = page.header("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'; style-src"), policy);
            assertTrue(policy.contains("form-action 'self'") && policy.contains("frame-ancestors 'none'"), policy);
            Answer json = rig.get("/json");
            assertEquals("default-src 'none'; frame-ancestors 'none'", json.header("Content-Security-Policy"));
            for (Answer answer : List.of(page, json)) {
                assertEquals("no-store", answer.header("Cache-Control"));
                assertEquals("nosniff", answer.header("X-Content-Type-Options"));
                assertEquals("same-origin", answer.header("Referrer-Policy"));
                assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy"));
                assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"));
            }
            Answer cookie = rig.get("/cookie");
            assertEquals("SID=v; Path=/; Secure; HttpOnly; SameSite=Lax", cookie.header("Set-Cookie"));
            assertEquals("\"cache\"", cookie.header("Clear-Site-Data"));
        }
    }
}
