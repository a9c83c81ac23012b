package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import java.io.IOException;

/** The same application twice on one container: behind the filter, and with nobody before it. */
final class GateRig implements AutoCloseable {

    private final TestServlet guarded = TestServlet.whoAmI();
    private final TestServlet bare = TestServlet.whoAmI();
    private final Gatehouse gatehouse;
    private final Container withGate;
    private final Container withoutGate;

    GateRig(Server server) {
        gatehouse = TestHost.of(TestHost.bearer()).start();
        withGate = server.start(application(guarded).filter(gatehouse.filter()));
        withoutGate = server.start(application(bare));
    }

    private static Application application(TestServlet servlet) {
        return new Application()
                .servlet("/graphql", servlet)
                .servlet("/v1/*", servlet)
                .servlet("/", servlet);
    }

    /** Sends a GET with a good token, so that only the gate can refuse it. */
    Answer guarded(HostileTargets.Target target, String... headers) throws IOException {
        return send(withGate, target, headers);
    }

    Answer bare(HostileTargets.Target target, String... headers) throws IOException {
        return send(withoutGate, target, headers);
    }

    private static Answer send(Container container, HostileTargets.Target target, String... headers)
            throws IOException {
        String authority = "localhost:" + container.port();
        String[] all = headers.length == 0 ? new String[] {Tokens.bearer(Tokens.READER)} : headers;
        return RawHttp.get(container.port(), target.raw().replace(HostileTargets.HOST, authority), all);
    }

    Answer guardedOptions() throws IOException {
        return RawHttp.request(withGate.port(), "OPTIONS", "*", Tokens.bearer(Tokens.READER));
    }

    /** Returns how often the application behind the filter was entered. */
    int guardedEntered() {
        return guarded.entered();
    }

    int bareEntered() {
        return bare.entered();
    }

    @Override
    public void close() {
        withGate.close();
        withoutGate.close();
        gatehouse.close();
    }
}
