package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Endpoint;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays browser and client in the authorization code flow. */
final class BrowserLogin {

    /** The example of RFC 7636 appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String CALLBACK = "http://localhost:8080/identity-callback";
    private static final Pattern LOGIN_ID = Pattern.compile("name=\"login\" value=\"([^\"]+)\"");

    private final Wire wire;
    private final Issuer issuer;
    private String cookie = "none=1";

    BrowserLogin(Wire wire, Issuer issuer) {
        this.wire = wire;
        this.issuer = issuer;
    }

    static Map<String, String> request() {
        return Wire.parameters(
                "client_id", "tasklist",
                "redirect_uri", CALLBACK,
                "response_type", "code",
                "scope", "openid email",
                "state", "state 1/&",
                "nonce", "n-1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256");
    }

    HttpResponse<String> authorize(Map<String, String> request) throws Exception {
        return wire.get(URI.create(issuer.uri(Endpoint.AUTHORIZATION) + "?" + Wire.encode(request)), "Cookie", cookie);
    }

    HttpResponse<String> submit(HttpResponse<String> page, String user, String password) throws Exception {
        HttpResponse<String> answer = wire.form(
                issuer.uri(Endpoint.AUTHORIZATION),
                Wire.parameters("login", loginId(page), "username", user, "password", password));
        answer.headers().firstValue("Set-Cookie").ifPresent(line -> cookie = line.substring(0, line.indexOf(';')));
        return answer;
    }

    /** The parameters that the callback receives. */
    static Map<String, String> callback(HttpResponse<String> redirect) {
        return Wire.query(URI.create(redirect.headers().firstValue("Location").orElseThrow()));
    }

    String code(String user) throws Exception {
        return code(request(), user);
    }

    String code(Map<String, String> request, String user) throws Exception {
        return callback(submit(authorize(request), user, user)).get("code");
    }

    HttpResponse<String> exchange(String code, String verifier, String redirectUri) throws Exception {
        return wire.form(
                issuer.tokenEndpoint(),
                Wire.parameters(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        redirectUri,
                        "code_verifier",
                        verifier,
                        "client_id",
                        "tasklist",
                        "client_secret",
                        "tasklist-secret"));
    }

    /** The whole flow: what the token endpoint answers in the end. */
    Map<String, Object> tokens(String user) throws Exception {
        return Wire.json(exchange(code(user), VERIFIER, CALLBACK));
    }

    HttpResponse<String> refresh(String refreshToken, String... more) throws Exception {
        Map<String, String> form = Wire.parameters(
                "grant_type", "refresh_token",
                "refresh_token", refreshToken,
                "client_id", "tasklist",
                "client_secret", "tasklist-secret");
        form.putAll(Wire.parameters(more));
        return wire.form(issuer.tokenEndpoint(), form);
    }

    HttpResponse<String> endSession(Map<String, String> request) throws Exception {
        HttpResponse<String> answer =
                wire.get(URI.create(issuer.uri(Endpoint.END_SESSION) + "?" + Wire.encode(request)), "Cookie", cookie);
        return answer;
    }

    HttpResponse<String> confirmEndSession(Map<String, String> form) throws Exception {
        return wire.form(issuer.uri(Endpoint.END_SESSION), form, "Cookie", cookie);
    }

    boolean isActive(String token) throws Exception {
        HttpResponse<String> answer = wire.form(
                issuer.uri(Endpoint.INTROSPECTION),
                Wire.parameters("token", token),
                "Authorization",
                Wire.basic("tasklist", "tasklist-secret"));
        return (Boolean) Wire.json(answer).get("active");
    }

    private static String loginId(HttpResponse<String> page) {
        Matcher matcher = LOGIN_ID.matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("no login form: " + page.statusCode() + " " + page.body());
        }
        return matcher.group(1);
    }
}
