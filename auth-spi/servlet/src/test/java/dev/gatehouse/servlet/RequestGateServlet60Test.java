package dev.gatehouse.servlet;

import dev.gatehouse.servlet.HostileTargets.Target;
import dev.gatehouse.servlet.http.Server;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestGateServlet60Test {

    private static final Server[] SERVERS = {Server.JETTY_60, Server.UNDERTOW};

    private GateChecks checks;

    @BeforeAll
    void start() {
        checks = new GateChecks(SERVERS);
    }

    @AfterAll
    void stop() {
        checks.close();
    }

    static Stream<Arguments> hostile() {
        return GateChecks.table(HostileTargets.ALL, SERVERS);
    }

    static Stream<Arguments> good() {
        return GateChecks.table(HostileTargets.GOOD, SERVERS);
    }

    static Stream<Arguments> letThrough() {
        return GateChecks.letThrough(SERVERS);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTarget_isRefusedBeforeTheApplication(Server server, Target target) throws IOException {
        checks.refused(server, target);
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodTarget_passes(Server server, Target target) throws IOException {
        checks.passes(server, target);
    }

    @ParameterizedTest
    @MethodSource("letThrough")
    void gateTakenOut_containerLetsItThrough(Server server, Target target) throws IOException {
        checks.isRefusedByTheGateAlone(server, target);
    }
}
