package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushedRequestTest {

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();
    private BrowserLogin login;

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .client(Client.builder("pushing")
                        .secret("pushing-secret")
                        .audiences("tasklist-api")
                        .redirectUris(BrowserLogin.CALLBACK)
                        .pushedRequestsOnly())
                .start();
        issuer = provider.keycloak();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void openBrowser() {
        login = new BrowserLogin(wire, issuer);
    }

    @AfterEach
    void clear() {
        issuer.faults().clear();
    }

    @Test
    void pushedRequest_logsInWithAReferenceAlone() throws Exception {
        HttpResponse<String> pushed = push(BrowserLogin.request(), "tasklist");
        assertEquals(201, pushed.statusCode());
        assertEquals(60L, ((Number) Wire.json(pushed).get("expires_in")).longValue());

        Map<String, String> callback = BrowserLogin.callback(
                login.submit(login.authorize(reference("tasklist", requestUri(pushed))), "demo", "demo"));

        assertEquals("state 1/&", callback.get("state"));
        assertEquals(
                200,
                login.exchange(callback.get("code"), BrowserLogin.VERIFIER, BrowserLogin.CALLBACK)
                        .statusCode());
    }

    @Test
    void reference_worksOnceAndForItsClientAlone() throws Exception {
        String uri = requestUri(push(BrowserLogin.request(), "tasklist"));
        assertEquals(400, login.authorize(reference("pushing", uri)).statusCode());
        assertEquals(200, login.authorize(reference("tasklist", uri)).statusCode());
        assertEquals(400, login.authorize(reference("tasklist", uri)).statusCode());
    }

    @Test
    void expiredAndUnknownReference_areRefusedWithoutARedirect() throws Exception {
        String uri = requestUri(push(BrowserLogin.request(), "tasklist"));
        issuer.faults().skew(Lifetimes.PUSHED_REQUEST);
        assertEquals(400, login.authorize(reference("tasklist", uri)).statusCode());
        assertEquals(
                400,
                login.authorize(reference("tasklist", "https://attacker.example/request"))
                        .statusCode());
    }

    @Test
    void parametersBesideAReference_areIgnored() throws Exception {
        String uri = requestUri(push(BrowserLogin.request(), "tasklist"));
        Map<String, String> request = reference("tasklist", uri);
        request.putAll(Wire.parameters("redirect_uri", "https://attacker.example/", "state", "other"));
        Map<String, String> callback = BrowserLogin.callback(login.submit(login.authorize(request), "demo", "demo"));
        assertEquals("state 1/&", callback.get("state"));
    }

    @Test
    void pushWithoutClientAuthentication_is401() throws Exception {
        assertEquals(
                401,
                wire.form(issuer.uri(Endpoint.PUSHED_AUTHORIZATION), BrowserLogin.request())
                        .statusCode());
    }

    @Test
    void invalidRequest_isRefusedWhenItIsPushed() throws Exception {
        Map<String, String> foreign = BrowserLogin.request();
        foreign.put("redirect_uri", "https://attacker.example/");
        Map<String, String> noPkce = BrowserLogin.request();
        noPkce.remove("code_challenge");
        Map<String, String> nested = BrowserLogin.request();
        nested.put("request_uri", "urn:ietf:params:oauth:request_uri:x");
        assertEquals(400, push(foreign, "tasklist").statusCode());
        assertEquals(400, push(noPkce, "tasklist").statusCode());
        assertEquals(400, push(nested, "tasklist").statusCode());
    }

    @Test
    void clientThatMustPush_cannotSendItsRequestByTheBrowser() throws Exception {
        Map<String, String> request = BrowserLogin.request();
        request.put("client_id", "pushing");
        assertEquals(400, login.authorize(request).statusCode());
        String uri = requestUri(push(request, "pushing"));
        assertEquals(200, login.authorize(reference("pushing", uri)).statusCode());
    }

    @Test
    void metadata_namesTheEndpointOfBothIssuers() throws Exception {
        for (Issuer each : new Issuer[] {issuer, provider.generic()}) {
            assertEquals(
                    each.uri(Endpoint.PUSHED_AUTHORIZATION).toString(),
                    Wire.json(wire.get(each.uri(Endpoint.DISCOVERY))).get("pushed_authorization_request_endpoint"));
        }
    }

    @Test
    void faults_applyToTheEndpoint() throws Exception {
        issuer.faults().set(Endpoint.PUSHED_AUTHORIZATION, Fault.status(503));
        assertEquals(503, push(BrowserLogin.request(), "tasklist").statusCode());
    }

    @Test
    void promptNone_asksNobody() throws Exception {
        Map<String, String> silent = BrowserLogin.request();
        silent.put("prompt", "none");
        assertEquals(
                "login_required", BrowserLogin.callback(login.authorize(silent)).get("error"));
        login.code("demo");
        assertNotNull(BrowserLogin.callback(login.authorize(silent)).get("code"));
        Map<String, String> contradictory = BrowserLogin.request();
        contradictory.put("prompt", "none login");
        assertEquals(
                "invalid_request",
                BrowserLogin.callback(login.authorize(contradictory)).get("error"));
    }

    @Test
    void responseIssuer_canBeSwitchedOff() throws Exception {
        try (IdentityProvider old =
                IdentityProvider.demo().responseIssuer(false).start()) {
            BrowserLogin browser = new BrowserLogin(wire, old.keycloak());
            Map<String, String> callback =
                    BrowserLogin.callback(browser.submit(browser.authorize(BrowserLogin.request()), "demo", "demo"));
            assertNotNull(callback.get("code"));
            assertFalse(callback.containsKey("iss"));
            assertEquals(
                    false,
                    Wire.json(wire.get(old.keycloak().uri(Endpoint.DISCOVERY)))
                            .get("authorization_response_iss_parameter_supported"));
        }
    }

    private HttpResponse<String> push(Map<String, String> request, String clientId) throws Exception {
        return wire.form(
                issuer.uri(Endpoint.PUSHED_AUTHORIZATION),
                request,
                "Authorization",
                Wire.basic(clientId, clientId + "-secret"));
    }

    private static String requestUri(HttpResponse<String> pushed) throws Exception {
        return Wire.json(pushed).get("request_uri").toString();
    }

    private static Map<String, String> reference(String clientId, String uri) {
        return Wire.parameters("client_id", clientId, "request_uri", uri);
    }
}
