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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestGateContainerTest {

    private static final Server[] SERVERS = {Server.JETTY, Server.TOMCAT, Server.UNDERTOW};

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

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void twoAuthorizationHeaders_areRefusedEqualOrNot(Server server) throws IOException {
        String good = Tokens.bearer(Tokens.READER);
        checks.twoAuthorizationHeadersAreRefused(server, good, good);
        checks.twoAuthorizationHeadersAreRefused(server, good, Tokens.bearer(Tokens.BAD));
        checks.twoAuthorizationHeadersAreRefused(server, "authorization: Basic eDp5", good);
        checks.twoAuthorizationHeadersAreRefused(server, "Authorization:", good);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void twoHostHeaders_areRefused(Server server) throws IOException {
        checks.twoHostsAreRefused(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void optionsForTheWholeServer_doesNotReachTheApplication(Server server) throws IOException {
        checks.optionsAsteriskDoesNotReachTheApplication(server);
    }
}
