package dev.gatehouse.samples.containers;

import static dev.gatehouse.samples.containers.Credential.Grant.NOTHING;
import static dev.gatehouse.samples.containers.Credential.Grant.READ;
import static dev.gatehouse.samples.containers.Credential.Grant.WRITE;

import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every mechanism in every state. */
final class Credentials {

    private final Rig rig;

    /** Expired cookies need sessions that are older than the others, so this moves the clock. */
    private final String expiredCookie;

    private final String annsCookie;
    private final String bobsCookie;
    private final String endedCookie;

    Credentials(Rig rig) throws IOException {
        this.rig = rig;
        expiredCookie = logIn("ann");
        rig.clock.advance(Duration.ofMinutes(31));
        annsCookie = logIn("ann");
        bobsCookie = logIn("bob");
        endedCookie = logIn("bob");
        try (Wire wire = new Wire(rig.port())) {
            wire.exchange("POST /api/logout HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
                    + cookie(endedCookie) + "Content-Length: 0\r\n\r\n");
        }
    }

    /** Logs in and returns the name and the value of the cookie. */
    String logIn(String name) throws IOException {
        try (Wire wire = new Wire(rig.port())) {
            int status = wire.exchange(logInRequest(name));
            if (status != 204) {
                throw new IllegalStateException("log-in answered " + status);
            }
            return wire.cookie();
        }
    }

    static String logInRequest(String name) {
        String form = "username=" + name + "&password=" + People.password(name);
        return "POST /api/login HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form;
    }

    /** Returns all, good and bad. */
    List<Credential> all() {
        List<Credential> all = new ArrayList<>();
        all.add(new Credential("absent", NOTHING, ""));
        signed(all, "jwt", rig.provider.generic());
        signed(all, "identity", rig.provider.keycloak());
        asked(all);
        passwords(all);
        sessions(all);
        String token = bearer(token(rig.provider.generic(), "m2m-full").serialize());
        // The same once more, because each impostor makes a key, which takes longer than all requests with it.
        String stranger = linesOf(all, "jwt bad");
        all.add(new Credential("jwt good, cookie good", WRITE, token + cookie(annsCookie)));
        all.add(new Credential("jwt bad, cookie good", NOTHING, stranger + cookie(annsCookie)));
        all.add(new Credential("jwt good, basic good", NOTHING, token + basic("ann", People.password("ann"))));
        all.add(new Credential("unknown scheme", NOTHING, authorization("Unknown abc")));
        return all;
    }

    private static String linesOf(List<Credential> all, String name) {
        return all.stream()
                .filter(credential -> credential.name().equals(name))
                .findFirst()
                .orElseThrow()
                .lines();
    }

    private static void signed(List<Credential> all, String name, Issuer issuer) {
        String good = token(issuer, "m2m-full").serialize();
        all.add(new Credential(name + " good", WRITE, bearer(good)));
        all.add(new Credential(
                name + " read-only", READ, bearer(token(issuer, "m2m-read").serialize())));
        all.add(new Credential(
                name + " bad",
                NOTHING,
                bearer(token(issuer, "m2m-full").signedByImpostor().serialize())));
        all.add(new Credential(
                name + " expired",
                NOTHING,
                bearer(token(issuer, "m2m-full").expired().serialize())));
        all.add(new Credential(name + " duplicate", NOTHING, bearer(good) + bearer(good)));
    }

    private void asked(List<Credential> all) {
        Issuer issuer = rig.asked.generic();
        String good = issuer.issueOpaque(token(issuer, "m2m-full"));
        all.add(new Credential("introspection good", WRITE, bearer(good)));
        all.add(new Credential("introspection read-only", READ, bearer(issuer.issueOpaque(token(issuer, "m2m-read")))));
        all.add(new Credential("introspection bad", NOTHING, bearer("0123456789abcdefghijklmnopqrstuvwxyz")));
        all.add(new Credential(
                "introspection expired",
                NOTHING,
                bearer(issuer.issueOpaque(token(issuer, "m2m-full").expired()))));
        all.add(new Credential("introspection duplicate", NOTHING, bearer(good) + bearer(good)));
    }

    private static void passwords(List<Credential> all) {
        String good = basic("ann", People.password("ann"));
        all.add(new Credential("basic good", WRITE, good));
        all.add(new Credential("basic read-only", READ, basic("bob", People.password("bob"))));
        all.add(new Credential("basic bad", NOTHING, basic("ann", "wrong-password")));
        all.add(new Credential("basic disabled", NOTHING, basic("eve", People.password("eve"))));
        all.add(new Credential("basic malformed", NOTHING, authorization("Basic !")));
        all.add(new Credential("basic duplicate", NOTHING, good + good));
    }

    private void sessions(List<Credential> all) {
        String name = annsCookie.substring(0, annsCookie.indexOf('='));
        all.add(new Credential("cookie good", WRITE, cookie(annsCookie)));
        all.add(new Credential("cookie read-only", READ, cookie(bobsCookie)));
        all.add(new Credential("cookie bad", NOTHING, cookie(name + "=" + "A".repeat(43))));
        all.add(new Credential("cookie expired", NOTHING, cookie(expiredCookie)));
        all.add(new Credential("cookie ended", NOTHING, cookie(endedCookie)));
        all.add(new Credential("cookie duplicate", NOTHING, cookie(annsCookie + "; " + bobsCookie)));
        all.add(new Credential("cookie duplicate header", NOTHING, cookie(annsCookie) + cookie(bobsCookie)));
    }

    /** Returns what a client gets if it asks for the API by the name that the mechanisms expect. */
    static TokenSpec token(Issuer issuer, String client) {
        TokenSpec token = issuer.mintFor(client);
        return issuer.issuer().endsWith("/camunda-platform") ? token : token.audience("tasklist.camunda.io");
    }

    static String bearer(String token) {
        return authorization("Bearer " + token);
    }

    private static String basic(String name, String password) {
        return authorization(People.basic(name, password));
    }

    static String authorization(String value) {
        return "Authorization: " + value + "\r\n";
    }

    private static String cookie(String pairs) {
        return "Cookie: " + pairs + "\r\n";
    }
}
