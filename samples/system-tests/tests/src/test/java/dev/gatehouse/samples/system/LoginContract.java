package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people notice who log in with a provider. It is the same for every provider. */
interface LoginContract {

    /** Only ends what hangs. */
    Duration PATIENCE = Duration.ofMinutes(1);

    /** Returns the nodes and their provider. */
    LoginCluster cluster();

    @Test
    default void person_logsInAndIsKnownOnBothNodes() throws Exception {
        WebBrowser browser = new WebBrowser();
        WebBrowser.Page back = cluster().logIn(browser, "demo");

        assertEquals(200, back.status(), back::body);
        assertEquals(cluster().base().getAuthority(), back.uri().getAuthority());
        assertEquals(List.of(200, 200), cluster().statuses(browser));
        String who = cluster().client(1).who(browser.cookies(cluster().base())).body();
        assertTrue(who.contains("demo"), who);
    }

    @Test
    default void personWithoutPermission_isToldWhatIsMissing() throws Exception {
        WebBrowser browser = new WebBrowser();
        WebBrowser.Page page = cluster().logIn(browser, "nobody");

        assertEquals(403, page.status(), page::body);
        assertTrue(page.body().contains("READ"), page::body);
        assertEquals(List.of(401, 401), cluster().statuses(browser));
    }

    @Test
    default void logout_endsTheSessionHereAndAtTheProvider() throws Exception {
        int others = cluster().provider().sessions("reader");
        WebBrowser browser = new WebBrowser();
        cluster().logIn(browser, "reader");
        WebBrowser copy = browser.copy();
        assertEquals(others + 1, cluster().provider().sessions("reader"));

        WebBrowser.Page sent = browser.post(cluster().base().resolve("/api/login/logout"), Map.of());
        WebBrowser.Page back = cluster().provider().logOut(browser, sent);

        assertEquals(200, back.status(), back::body);
        assertEquals(cluster().base().resolve("/"), back.uri());
        assertEquals(List.of(401, 401), cluster().statuses(copy));
        assertEquals(others, cluster().provider().sessions("reader"));
    }

    @Test
    default void sessionThatAnAdministratorEnds_endsOnBothNodes() throws Exception {
        WebBrowser browser = new WebBrowser();
        cluster().logIn(browser, "reader");
        assertEquals(List.of(200, 200), cluster().statuses(browser));

        cluster().provider().endSessions("reader");

        // The answer to the logout token comes when the session has ended; the other node may have a copy for a second.
        assertTrue(Patience.until(PATIENCE, () -> List.of(401, 401).equals(statuses(browser))));
    }

    @Test
    default void expiredAccessToken_isRefreshedOnBothNodes() throws Exception {
        cluster().provider().shortTokens();
        WebBrowser browser = new WebBrowser();
        cluster().logIn(browser, "demo");
        long before = cluster().provider().refreshes();

        boolean often = Patience.until(PATIENCE, () -> {
            assertEquals(List.of(200, 200), statuses(browser));
            return refreshes() >= before + 3;
        });

        assertTrue(often);
    }

    private List<Integer> statuses(WebBrowser browser) {
        try {
            return cluster().statuses(browser);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long refreshes() {
        try {
            return cluster().provider().refreshes();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
