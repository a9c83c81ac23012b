package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What must hold on every container for error pages and for dispatches to a servlet by its name. */
final class ErrorPageChecks implements AutoCloseable {

    private static final String READER = Tokens.bearer(Tokens.READER);
    private static final String WRITER = Tokens.bearer(Tokens.WRITER);
    private static final String NOBODY = "user=null principal=null";

    private final Map<Server, Rig> rigs = new EnumMap<>(Server.class);

    /** An application with error pages below every kind of rule, and servlets that are called by name. */
    private static final class Rig implements AutoCloseable {

        final TestServlet page = TestServlet.whoAmI();
        final TestServlet named = TestServlet.whoAmI();
        final Gatehouse gatehouse;
        final Container container;

        Rig(Server server) {
            AccessPolicy policy = AccessPolicy.builder()
                    .open("/open/*")
                    .open("/free/*")
                    .open("/free-error")
                    .optional("/optional-error")
                    .permission("/admin/*", "WRITE")
                    .rule(AccessRule.at("/cookie-error").mechanisms("session"))
                    .errorPage("/framework-error")
                    .errorPage("/errors/*")
                    .build();
            gatehouse = TestHost.of(TestHost.bearer(), TestHost.session())
                    .policy(policy)
                    .start();
            TestServlet sender = new TestServlet(Rig::send);
            container = server.start(new Application()
                    .servlet("/open/*", sender)
                    .servlet("/in/*", sender)
                    .servlet("/errors/*", page)
                    .servlet("/framework-error", page)
                    .servlet("/free-error", page)
                    .servlet("/optional-error", page)
                    .servlet("/private-error", page)
                    .servlet("/admin/error", page)
                    .servlet("/cookie-error", page)
                    .errorPage(450, "/errors/450")
                    .errorPage(451, "/framework-error")
                    .errorPage(452, "/free-error")
                    .errorPage(453, "/optional-error")
                    .errorPage(454, "/private-error")
                    .errorPage(455, "/admin/error")
                    .errorPage(456, "/cookie-error")
                    .initializer(this::addNamed));
        }

        private void addNamed(ServletContext context) {
            add(context, "admin", "/admin/x", "/admin/y/*");
            add(context, "private", "/v1/*");
            add(context, "free", "/free/*");
            add(context, "both", "/free/both", "/admin/both");
            add(context, "pages", "*.page");
            add(context, "everything", "/");
            add(context, "hidden");
            gatehouse.addTo(context);
        }

        private void add(ServletContext context, String name, String... mappings) {
            var registration = context.addServlet(name, named);
            registration.setAsyncSupported(true);
            if (mappings.length > 0) {
                registration.addMapping(mappings);
            }
        }

        private static void send(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String to = request.getParameter("to");
            var dispatcher = to == null ? null : request.getServletContext().getNamedDispatcher(to);
            switch (request.getPathInfo()) {
                case "/forward" -> dispatcher.forward(request, response);
                case "/include" -> dispatcher.include(request, response);
                case "/hop" -> request.getRequestDispatcher("/open/forward").forward(request, response);
                case "/error" -> response.sendError(Integer.parseInt(to));
                case "/throw" -> throw new IllegalStateException("told");
                default -> TestServlet.print(response, TestServlet.seen(request));
            }
        }

        Answer get(String target, String... headers) throws IOException {
            return RawHttp.get(container.port(), target, headers);
        }

        @Override
        public void close() {
            container.close();
            gatehouse.close();
        }
    }

    ErrorPageChecks(Server... servers) {
        for (Server server : servers) {
            rigs.put(server, new Rig(server));
        }
    }

    private Rig rig(Server server) {
        Rig rig = rigs.get(server);
        if (rig == null) {
            throw new IllegalArgumentException(server + " is not part of this run");
        }
        return rig;
    }

    void protectedErrorPage_isTheBareStatus(Server server) throws IOException {
        Rig rig = rig(server);
        for (String status : List.of("454", "455", "456")) {
            int before = rig.page.entered();
            Answer nobody = rig.get("/open/error?to=" + status);
            assertEquals(status, Integer.toString(nobody.status()));
            assertFalse(nobody.body().contains("user="), nobody.body());
            // An open path ignores credentials, and an error never authenticates.
            assertFalse(rig.get("/open/error?to=" + status, READER).body().contains("user="));
            assertEquals(before, rig.page.entered(), status);
        }
        int before = rig.page.entered();
        assertEquals(455, rig.get("/in/error?to=455", READER).status());
        assertEquals(456, rig.get("/in/error?to=456", READER).status());
        assertEquals(before, rig.page.entered());
    }

    void errorPageThatAdmitsTheCaller_isShown(Server server) throws IOException {
        Rig rig = rig(server);
        for (String shown : List.of("454 rita", "455 walt")) {
            String status = shown.substring(0, 3);
            Answer answer = rig.get("/in/error?to=" + status, shown.endsWith("rita") ? READER : WRITER);
            assertEquals(status, Integer.toString(answer.status()));
            assertTrue(answer.body().contains("user=" + shown.substring(4)), answer.body());
            assertTrue(answer.body().contains("dispatch=ERROR"), answer.body());
        }
        assertTrue(rig.get("/in/error?to=456", "Cookie: SID=" + Tokens.READER)
                .body()
                .contains("user=rita@session"));
    }

    void openErrorPages_areShownToAnyone(Server server) throws IOException {
        Rig rig = rig(server);
        for (String status : List.of("450", "451", "452", "453")) {
            Answer answer = rig.get("/open/error?to=" + status);
            assertEquals(status, Integer.toString(answer.status()));
            assertTrue(answer.body().startsWith(NOBODY), status + answer.body());
        }
    }

    void pagesForErrors_areOpenForErrorsAlone(Server server) throws IOException {
        Rig rig = rig(server);
        int before = rig.page.entered();
        rig.get("/framework-error").assertProblem(401);
        rig.get("/errors/450").assertProblem(401);
        assertEquals(before, rig.page.entered());
        assertTrue(rig.get("/framework-error", READER).body().contains("user=rita"));
    }

    void namedTarget_isJudgedByItsMappings(Server server) throws IOException {
        Rig rig = rig(server);
        for (String way : List.of("forward", "include", "hop")) {
            for (String target : List.of("admin", "private", "both", "pages")) {
                int before = rig.named.entered();
                rig.get("/open/" + way + "?to=" + target).assertProblem(401);
                assertEquals(before, rig.named.entered(), way + " " + target);
            }
            int before = rig.named.entered();
            rig.get("/open/" + way + "?to=admin", READER).assertProblem(403);
            rig.get("/in/" + way + "?to=admin", READER).assertProblem(403);
            rig.get("/in/" + way + "?to=both", READER).assertProblem(403);
            assertEquals(before, rig.named.entered(), way);
            for (String good : List.of("/open/" + way + "?to=admin", "/in/" + way + "?to=both")) {
                assertTrue(rig.get(good, WRITER).body().contains("user=walt@token"), good);
            }
            assertTrue(rig.get("/open/" + way + "?to=private", READER).body().contains("user=rita@token"));
        }
    }

    void namedTargetThatServesThePathOrAnyPath_asksNothingMore(Server server) throws IOException {
        Rig rig = rig(server);
        for (String way : List.of("forward", "include")) {
            for (String target : List.of("free", "everything", "hidden")) {
                Answer answer = rig.get("/open/" + way + "?to=" + target);
                assertEquals(200, answer.status(), way + " " + target);
                assertTrue(answer.body().startsWith(NOBODY), answer.body());
            }
        }
    }

    void pathsOfNamedServlets_areJudgedByTheirOwnRule(Server server) throws IOException {
        Rig rig = rig(server);
        assertTrue(rig.get("/free/both").body().startsWith(NOBODY));
        rig.get("/admin/both", READER).assertProblem(403);
        assertEquals(200, rig.get("/admin/both", WRITER).status());
    }

    @Override
    public void close() {
        rigs.values().forEach(Rig::close);
    }
}
