package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.HostileTargets.Target;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the gate must do on every container. */
final class GateChecks implements AutoCloseable {

    private final Map<Server, GateRig> rigs = new EnumMap<>(Server.class);

    GateChecks(Server... servers) {
        for (Server server : servers) {
            rigs.put(server, new GateRig(server));
        }
    }

    static Stream<Arguments> table(List<String> targets, Server... servers) {
        List<Arguments> rows = new ArrayList<>();
        for (Server server : servers) {
            HostileTargets.targets(targets).forEach(target -> rows.add(Arguments.of(server, target)));
        }
        return rows.stream();
    }

    static Stream<Arguments> letThrough(Server... servers) {
        List<Arguments> rows = new ArrayList<>();
        for (Server server : servers) {
            List<String> targets = HostileTargets.LET_THROUGH.getOrDefault(server, List.of());
            HostileTargets.targets(targets).forEach(target -> rows.add(Arguments.of(server, target)));
        }
        return rows.stream();
    }

    private GateRig rig(Server server) {
        GateRig rig = rigs.get(server);
        if (rig == null) {
            throw new IllegalArgumentException(server + " is not part of this run");
        }
        return rig;
    }

    void refused(Server server, Target target) throws IOException {
        GateRig rig = rig(server);
        int before = rig.guardedEntered();
        Answer answer = rig.guarded(target);
        assertEquals(400, answer.status());
        assertEquals(before, rig.guardedEntered(), "the application was entered");
        assertTrue(answer.all("Set-Cookie").isEmpty());
    }

    void passes(Server server, Target target) throws IOException {
        GateRig rig = rig(server);
        int before = rig.guardedEntered();
        Answer answer = rig.guarded(target);
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.body().startsWith("user=rita@token "), answer.body());
        assertEquals(before + 1, rig.guardedEntered());
    }

    /**
     * The other half of the proof: without the filter this very target reaches the application, with it the filter's
     * own refusal comes.
     */
    void isRefusedByTheGateAlone(Server server, Target target) throws IOException {
        GateRig rig = rig(server);
        int before = rig.bareEntered();
        assertEquals(200, rig.bare(target).status());
        assertEquals(before + 1, rig.bareEntered(), "the container refuses it by itself");
        rig.guarded(target).assertProblem(400);
    }

    void twoAuthorizationHeadersAreRefused(Server server, String first, String second) throws IOException {
        GateRig rig = rig(server);
        Target target = new Target("/v1/x");
        int before = rig.guardedEntered();
        rig.guarded(target, first, second).assertProblem(400);
        assertEquals(before, rig.guardedEntered());
        assertEquals(200, rig.bare(target, first, second).status(), "the container refuses it by itself");
    }

    void twoHostsAreRefused(Server server) throws IOException {
        GateRig rig = rig(server);
        int before = rig.guardedEntered();
        Answer answer = rig.guarded(
                new Target("/v1/x"), Tokens.bearer(Tokens.READER), "Host: localhost", "Host: other.example");
        assertEquals(400, answer.status());
        assertEquals(before, rig.guardedEntered());
    }

    void optionsAsteriskDoesNotReachTheApplication(Server server) throws IOException {
        GateRig rig = rig(server);
        int before = rig.guardedEntered();
        rig.guardedOptions();
        assertEquals(before, rig.guardedEntered());
    }

    @Override
    public void close() {
        rigs.values().forEach(GateRig::close);
    }
}
