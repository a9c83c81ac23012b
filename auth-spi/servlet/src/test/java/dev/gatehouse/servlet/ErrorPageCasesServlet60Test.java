package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Server;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attack 9: error pages below a protected path, and dispatches to a servlet by its name, with Servlet 6.0. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorPageCasesServlet60Test {

    private ErrorPageChecks checks;

    @BeforeAll
    void start() {
        checks = new ErrorPageChecks(Server.JETTY_60, Server.UNDERTOW);
    }

    @AfterAll
    void stop() {
        checks.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void protectedErrorPage_isTheBareStatus(Server server) throws IOException {
        checks.protectedErrorPage_isTheBareStatus(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void errorPageThatAdmitsTheCaller_isShown(Server server) throws IOException {
        checks.errorPageThatAdmitsTheCaller_isShown(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void openErrorPages_areShownToAnyone(Server server) throws IOException {
        checks.openErrorPages_areShownToAnyone(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void pagesForErrors_areOpenForErrorsAlone(Server server) throws IOException {
        checks.pagesForErrors_areOpenForErrorsAlone(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void namedTarget_isJudgedByItsMappings(Server server) throws IOException {
        checks.namedTarget_isJudgedByItsMappings(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void namedTargetThatServesThePathOrAnyPath_asksNothingMore(Server server) throws IOException {
        checks.namedTargetThatServesThePathOrAnyPath_asksNothingMore(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_60", "UNDERTOW"})
    void pathsOfNamedServlets_areJudgedByTheirOwnRule(Server server) throws IOException {
        checks.pathsOfNamedServlets_areJudgedByTheirOwnRule(server);
    }
}
