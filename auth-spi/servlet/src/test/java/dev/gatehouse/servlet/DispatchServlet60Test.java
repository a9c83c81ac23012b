package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchServlet60Test {

    private DispatchChecks checks;

    @BeforeAll
    void start() {
        checks = new DispatchChecks(Server.JETTY_60, Server.UNDERTOW);
    }

    @AfterAll
    void stop() {
        checks.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void everyDispatch_keepsTheCaller(Server server) throws IOException {
        checks.callerIsKept(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void openTarget_asksNothing(Server server) throws IOException {
        checks.openTargetAsksNothing(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void openPathToProtectedTarget_needsACaller(Server server) throws IOException {
        checks.openPathDoesNotLeadPastTheTargetsRule(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void targetWithPermission_isEnforced(Server server) throws IOException {
        checks.permissionOfTheTargetIsEnforced(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void targetWithMechanisms_countsThoseOnly(Server server) throws IOException {
        checks.mechanismsOfTheTargetCount(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void optionalTargetWithMechanisms_ignoresOthers(Server server) throws IOException {
        checks.callerThatAnOptionalTargetDoesNotCount_isAnonymous(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void afterAnInclude_outerCallerIsBack(Server server) throws IOException {
        checks.outerCallerComesBack(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void asyncWithoutPathAndWithoutDispatch_keepsTheCaller(Server server) throws IOException {
        checks.asyncWithoutPathAndWithoutDispatch(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void refusalAfterStartAsync_isAnsweredAtOnce(Server server) throws IOException {
        checks.refusalAfterStartAsync_isAnsweredAtOnce(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void errorDispatch_keepsTheCallerAndNeverAuthenticates(Server server) throws IOException {
        checks.errorKeepsTheCallerAndAsksNothing(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void nextRequestOnTheConnection_hasNoCallerOfThisOne(Server server) throws IOException {
        checks.callerDoesNotReachTheNextRequest(server);
    }
}
