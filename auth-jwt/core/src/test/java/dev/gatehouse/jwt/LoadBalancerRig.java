package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An AWS load balancer with its public keys, in front of an application that accepts its tokens. */
final class LoadBalancerRig implements AutoCloseable {

    static final String ARN =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/tasks/0123456789abcdef";
    static final String KID = "0f1e2d3c-4b5a-4678-9abc-def012345678";
    static final String ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example";
    static final String CLIENT = "3n4b";

    static final TestKey KEY = TestKey.elliptic(KID, Curve.P_256);

    private final HttpServer keys;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int failing;
    private PlaceRig site;

    private LoadBalancerRig() throws IOException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(path);
            boolean known = path.equals("/" + KID);
            byte[] body = known ? pem().getBytes(StandardCharsets.US_ASCII) : new byte[0];
            exchange.sendResponseHeaders(failing != 0 ? failing : known ? 200 : 403, known ? body.length : -1);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keys.start();
    }

    static LoadBalancerRig open(String... more) throws Exception {
        LoadBalancerRig rig = new LoadBalancerRig();
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.jwks-file", "");
        settings.put("auth.jwt.issuer", ISSUER);
        settings.put("auth.jwt.audience", CLIENT);
        settings.put("auth.jwt.token-places", "alb");
        settings.put("auth.jwt.alb-signers", ARN);
        settings.put(
                "auth.jwt.alb-keys-uri",
                "http://127.0.0.1:" + rig.keys.getAddress().getPort() + "/{kid}");
        settings.put("auth.trusted-proxies", "127.0.0.1");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        try {
            rig.site = PlaceRig.open("", settings);
        } catch (Exception | Error refused) {
            rig.keys.stop(0);
            throw refused;
        }
        return rig;
    }

    private static String pem() {
        try {
            PublicKey key = KEY.pair().toECKey().toPublicKey();
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String header() {
        return "{\"typ\":\"JWT\",\"kid\":\"" + KID + "\",\"alg\":\"ES256\",\"iss\":\"" + ISSUER + "\",\"client\":\""
                + CLIENT + "\",\"signer\":\"" + ARN + "\",\"exp\":" + (TestToken.NOW + 120) + "}";
    }

    static String payload() {
        return "{\"sub\":\"jane\",\"email\":\"jane@example.com\",\"username\":\"jane\",\"exp\":" + (TestToken.NOW + 120)
                + ",\"iss\":\"" + ISSUER + "\"}";
    }

    /** A token as the load balancer writes it: with padding, which is signed. */
    static String token(TestKey key, String header, String payload) {
        Base64.Encoder padded = Base64.getUrlEncoder();
        String input =
                padded.encodeToString(TestToken.bytes(header)) + "." + padded.encodeToString(TestToken.bytes(payload));
        return input + "." + padded.encodeToString(key.sign("ES256", input.getBytes(StandardCharsets.US_ASCII)));
    }

    static String good() {
        return token(KEY, header(), payload());
    }

    String outcome(String token) throws IOException {
        return site.get("X-Amzn-Oidc-Data: " + token);
    }

    PlaceRig site() {
        return site;
    }

    /** The paths that the public keys were asked for at. */
    List<String> asked() {
        return asked;
    }

    /** From now on the keys are answered with this status; 0 to answer again. */
    void fail(int status) {
        failing = status;
    }

    @Override
    public void close() {
        site.close();
        keys.stop(0);
    }
}
