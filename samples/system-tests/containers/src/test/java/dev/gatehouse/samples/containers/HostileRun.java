package dev.gatehouse.samples.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.idp.Issuer;
import dev.gatehouse.spi.Decision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends hostile requests. The decisions are written down for {@link SameDecisionsTest}, which compares those of all
 * containers.
 */
final class HostileRun {

    static final int COUNT = 20_000;
    private static final int GROUP = 200;
    private static final long SEED = 20_260_301;

    private HostileRun() {}

    /**
     * Fails if one of the requests enters a guarded servlet.
     *
     * @param credentials all, of which those that grant nothing are used
     * @return how many requests reached the host
     */
    static int on(Rig rig, List<Credential> credentials) throws Exception {
        try (Exchange exchange = new Exchange(rig.port())) {
            List<HostileRequests.Request> requests = new HostileRequests(SEED, strangers(rig, credentials)).take(COUNT);
            rig.forget(exchange);
            String[] outcomes = new String[COUNT];
            int decided = 0;
            for (int from = 0; from < COUNT; from += GROUP) {
                decided += send(rig, exchange, requests, from, outcomes);
            }
            Files.write(DecisionFile.ofThisRun(), List.of(outcomes), StandardCharsets.UTF_8);
            return decided;
        }
    }

    private static int send(
            Rig rig, Exchange exchange, List<HostileRequests.Request> requests, int from, String[] outcomes)
            throws Exception {
        for (int i = from; i < from + GROUP; i++) {
            HostileRequests.Request request = requests.get(i);
            int status = request.alone() ? exchange.alone(request.text()) : exchange.send(request.text());
            outcomes[i] = DecisionFile.notDecided(status);
            List<String> entered = rig.application.entries();
            assertEquals(List.of(), entered, () -> "entered by " + request.text());
        }
        exchange.send(Rig.sentinel("group"));
        List<String> arrivals = rig.application.arrivals();
        List<Decision> decisions = rig.decisionsBefore("group");
        arrivals.remove(arrivals.size() - 1);
        assertEquals(arrivals.size(), decisions.size(), "each request that arrives is decided once");
        int decided = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            String row = arrivals.get(i);
            if (!row.equals(MatrixApplication.HIDDEN)) {
                outcomes[Integer.parseInt(row)] = DecisionFile.decided(decisions.get(i));
                decided++;
            }
        }
        return decided;
    }

    /** Returns header lines with credentials that no mechanism accepts. */
    private static List<String> strangers(Rig rig, List<Credential> credentials) {
        List<String> lines = new ArrayList<>();
        for (Credential credential : credentials) {
            if (credential.grants() == Credential.Grant.NOTHING) {
                lines.add(credential.lines());
            }
        }
        Issuer issuer = rig.provider.generic();
        lines.add(Credentials.bearer(
                Credentials.token(issuer, "m2m-full").unsigned().serialize()));
        lines.add(Credentials.bearer(
                Credentials.token(issuer, "m2m-full").hmacWithPublicKey().serialize()));
        lines.add(Credentials.bearer(
                Credentials.token(issuer, "m2m-full").alteredSignature().serialize()));
        lines.add(Credentials.bearer(Credentials.token(issuer, "m2m-read")
                .alteredClaim("sub", "m2m-full")
                .serialize()));
        lines.add(Credentials.bearer(
                Credentials.token(issuer, "m2m-full").without("exp").serialize()));
        lines.add(Credentials.bearer(
                Credentials.token(issuer, "m2m-full").audience("other").serialize()));
        lines.add(Credentials.bearer(Credentials.token(issuer, "m2m-full")
                .claim("iss", "http://other.example")
                .serialize()));
        lines.add(Credentials.bearer(Credentials.token(issuer, "m2m-full")
                .header("crit", List.of("x"))
                .serialize()));
        lines.add(Credentials.bearer(Credentials.token(issuer, "m2m-full")
                .rawHeader("{\"alg\":\"RS256\",\"alg\":\"none\"}")
                .serialize()));
        String good = Credentials.token(issuer, "m2m-full").serialize();
        lines.add(Credentials.bearer(good.substring(0, good.lastIndexOf('.'))));
        lines.add(Credentials.bearer(good.substring(0, good.lastIndexOf('.') + 1)));
        lines.add(Credentials.bearer(good + "."));
        lines.add(Credentials.bearer(good + "="));
        lines.add(Credentials.bearer(good + " " + good));
        lines.add(Credentials.bearer("\"" + good + "\""));
        lines.add(Credentials.bearer("," + good));
        lines.add(Credentials.authorization("Bearer\t" + good));
        lines.add(Credentials.authorization("Basic " + good));
        lines.add(Credentials.authorization("Bearer " + People.basic("ann", "x")));
        lines.add(Credentials.authorization(People.basic("ann", "")));
        lines.add(Credentials.authorization(People.basic("", "ann")));
        lines.add(Credentials.authorization(People.basic("ANN", People.password("ann"))));
        lines.add(Credentials.authorization(People.basic("ann\0", People.password("ann"))));
        lines.add(Credentials.authorization(People.basic("ann", People.password("ann")) + "="));
        return lines;
    }
}
