package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.jwt.client.TokenException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure of an authorization server has the right kind, takes bounded time and shows no credential. */
class MisbehavingServerTest {

    private static final String SECRET = "demo-secret-canary";

    private static IdentityProvider provider;
    private static Issuer issuer;

    /** With keys that are ready: making them takes longer than some tests are ready to wait. */
    @BeforeAll
    static void start() throws Exception {
        provider = IdentityProvider.demo()
                .client("canary", SECRET, List.of("tasklist-api"))
                .start();
        issuer = provider.generic();
        try (TokenClient tokens = client(Kind.MALFORMED).issuer(issuer.issuer()).build()) {
            tokens.token();
        }
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void reset() {
        issuer.faults().clear();
        issuer.resetRequests();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Kind.MALFORMED, Fault.html()),
                Arguments.of(Kind.MALFORMED, Fault.empty()),
                Arguments.of(Kind.MALFORMED, Fault.truncated()),
                Arguments.of(Kind.MALFORMED, Fault.oversize(Exchange.MAX_BODY)),
                Arguments.of(Kind.MALFORMED, Fault.oversize(50_000_000)),
                Arguments.of(Kind.MALFORMED, Fault.redirect(URI.create("http://localhost:1/elsewhere"))),
                Arguments.of(Kind.MALFORMED, Fault.body("application/json", "{}")),
                Arguments.of(Kind.MALFORMED, Fault.body("application/json", "[".repeat(100_000))),
                Arguments.of(Kind.MALFORMED, Fault.rewritten(text -> text + text)),
                Arguments.of(Kind.MALFORMED, Fault.rewritten(text -> "\ufeff" + text)),
                Arguments.of(Kind.UNAVAILABLE, Fault.cut()),
                Arguments.of(Kind.UNAVAILABLE, Fault.hangUp()),
                Arguments.of(Kind.UNAVAILABLE, Fault.status(503)),
                Arguments.of(Kind.THROTTLED, Fault.status(429)),
                Arguments.of(Kind.REFUSED, Fault.status(400)),
                Arguments.of(Kind.REFUSED, Fault.status(403)),
                Arguments.of(Kind.TIMEOUT, Fault.delay(Duration.ofHours(1))),
                Arguments.of(Kind.TIMEOUT, Fault.drip(Duration.ofMinutes(1))));
    }

    static Stream<Arguments> faultsOfTokens() {
        return Stream.of(
                Arguments.of(Kind.MALFORMED, Fault.rewritten(text -> text.replace("\"Bearer\"", "null"))),
                Arguments.of(Kind.MALFORMED, Fault.rewritten(text -> text.replace("expires_in\":", "expires_in\":-"))),
                Arguments.of(Kind.UNSUPPORTED, Fault.rewritten(text -> text.replace("\"Bearer\"", "\"DPoP\""))));
    }

    @ParameterizedTest
    @MethodSource({"faults", "faultsOfTokens"})
    void faultOfTheTokenEndpoint_isToldByItsKind(Kind kind, Fault fault) {
        issuer.faults().set(Endpoint.TOKEN, fault);
        try (TokenClient tokens = client(kind).build()) {
            assertSafe(kind, assertThrows(TokenException.class, tokens::token));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultOfTheMetadata_isToldByItsKind(Kind kind, Fault fault) {
        issuer.faults().set(Endpoint.DISCOVERY, fault);
        try (TokenClient tokens = client(kind).issuer(issuer.issuer()).build()) {
            assertSafe(kind, assertThrows(TokenException.class, tokens::token));
            assertEquals(0, issuer.requests(Endpoint.TOKEN));
        }
    }

    @Test
    void metadataOfAnotherIssuer_isRefused() {
        for (String other : new String[] {"https://evil.example.com/", issuer.issuer() + "/", "http://localhost"}) {
            issuer.faults()
                    .set(
                            Endpoint.DISCOVERY,
                            Fault.rewritten(text ->
                                    text.replaceFirst("\"issuer\" *: *\"[^\"]*\"", "\"issuer\":\"" + other + "\"")));
            try (TokenClient tokens =
                    client(Kind.MALFORMED).issuer(issuer.issuer()).build()) {
                assertSafe(Kind.MALFORMED, assertThrows(TokenException.class, tokens::token));
            }
        }
        assertEquals(0, issuer.requests(Endpoint.TOKEN));
    }

    @Test
    void metadataThatSendsTheSecretElsewhereWithoutTls_isRefused() {
        for (String endpoint : new String[] {
            "http://evil.example.com/token",
            "http://127.0.0.1.example.com/",
            "file:///etc/passwd",
            "/token",
            "http://a@localhost/"
        }) {
            issuer.faults()
                    .set(
                            Endpoint.DISCOVERY,
                            Fault.rewritten(text -> text.replaceFirst(
                                    "\"token_endpoint\" *: *\"[^\"]*\"", "\"token_endpoint\":\"" + endpoint + "\"")));
            try (TokenClient tokens =
                    client(Kind.MALFORMED).issuer(issuer.issuer()).build()) {
                assertSafe(Kind.MALFORMED, assertThrows(TokenException.class, tokens::token));
            }
        }
        assertEquals(0, issuer.requests(Endpoint.TOKEN));
    }

    @Test
    void serverThatIsDown_isUnavailable() {
        provider.stop();
        try (TokenClient tokens = client(Kind.MALFORMED).build()) {
            TokenException told = assertThrows(TokenException.class, tokens::token);
            assertSafe(Kind.UNAVAILABLE, told);
            assertTrue(String.valueOf(told.getMessage()).contains("connection refused"), told::toString);
        } finally {
            provider.start();
        }
    }

    @Test
    void hostThatDoesNotExist_isToldSo() {
        try (TokenClient tokens = client(Kind.MALFORMED)
                .tokenEndpoint("https://gatehouse.invalid/token")
                .build()) {
            TokenException told = assertThrows(TokenException.class, tokens::token);
            assertSafe(Kind.UNAVAILABLE, told);
            assertTrue(String.valueOf(told.getMessage()).contains("host name cannot be resolved"), told::toString);
        }
    }

    @Test
    void serverWithoutTls_isUnavailableOverHttps() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TokenClient tokens = client(Kind.MALFORMED)
                        .tokenEndpoint("https://localhost:" + plain.getLocalPort() + "/token")
                        .build()) {
            CompletableFuture<AccessToken> token = tokens.tokenAsync();
            try (Socket socket = plain.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                ExecutionException failure = assertThrows(ExecutionException.class, token::get);
                TokenException told = (TokenException) failure.getCause();
                assertSafe(Kind.UNAVAILABLE, told);
                assertTrue(String.valueOf(told.getMessage()).contains("the TLS handshake failed"), told::toString);
            }
        }
    }

    @Test
    void serverThatEchoesTheRequest_isNotRepeated() {
        try (TokenServer echo = TokenServer.start()
                        .answers(TokenServer.json(
                                400,
                                "{\"error\":\"bad " + SECRET + "\",\"error_description\":\"client_secret=" + SECRET
                                        + "\",\"access_token\":\"token-canary\"}"));
                TokenClient tokens =
                        client(Kind.MALFORMED).tokenEndpoint(echo.url("/token")).build()) {
            assertSafe(Kind.REFUSED, assertThrows(TokenException.class, tokens::token));
        }
    }

    @Test
    void nothing_showsSecretOrToken() throws Exception {
        TokenClientBuilder builder = client(Kind.MALFORMED);
        try (TokenClient tokens = builder.build()) {
            AccessToken token = tokens.token();
            Secret secret = new Secret(SECRET);
            for (Object shown : new Object[] {
                builder,
                tokens,
                token,
                secret,
                new ClientCredential.SecretInBody(secret),
                new ClientCredential.SecretInHeader(secret),
                new TokenRequest("canary", new ClientCredential.SecretInBody(secret), false),
                BearerHttpClient.of(java.net.http.HttpClient.newHttpClient(), tokens, "http://localhost"),
                new HeldToken(token, token.expiresAt(), token.expiresAt(), token.expiresAt())
            }) {
                assertHarmless(shown.toString());
                assertTrue(!shown.toString().contains(token.value()), shown::toString);
            }
        }
    }

    private static void assertSafe(Kind kind, TokenException failure) {
        assertEquals(kind, failure.kind(), failure::toString);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertHarmless(each.toString());
            assertHarmless(Arrays.toString(each.getSuppressed()));
        }
        assertTrue(failure.toString().length() < 700, failure::toString);
    }

    private static void assertHarmless(String text) {
        assertTrue(!text.contains(SECRET) && !text.contains("token-canary") && !text.contains("eyJ"), text);
    }

    /** Uses short timeouts where the test expects a timeout, and long ones where it expects a response. */
    private static TokenClientBuilder client(Kind expected) {
        return TokenClient.builder()
                .clientId("canary")
                .clientSecret(SECRET)
                .tokenEndpoint(issuer.tokenEndpoint().toString())
                .connectTimeout(Duration.ofSeconds(60))
                .requestTimeout(Duration.ofSeconds(expected == Kind.TIMEOUT ? 1 : 60))
                .deadline(Duration.ofSeconds(90))
                .maxAttempts(1);
    }
}
