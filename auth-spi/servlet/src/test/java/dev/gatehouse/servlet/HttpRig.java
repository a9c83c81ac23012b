package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.Decision;
import java.io.IOException;

/** A host on Jetty, before an application that tells who is calling. */
final class HttpRig implements AutoCloseable {

    final Gatehouse gatehouse;
    final TestServlet application;
    final RecordingListener decisions;
    private final Container container;

    private HttpRig(Gatehouse.Builder builder, TestServlet application) {
        this.decisions = new RecordingListener();
        this.gatehouse = builder.listener(decisions).start();
        this.application = application;
        this.container =
                Server.JETTY.start(new Application().filter(gatehouse.filter()).servlet("/", application));
    }

    static HttpRig start(Gatehouse.Builder builder) {
        return new HttpRig(builder, TestServlet.whoAmI());
    }

    static HttpRig start(Gatehouse.Builder builder, TestServlet.Work application) {
        return new HttpRig(builder, new TestServlet(application));
    }

    int port() {
        return container.port();
    }

    Answer get(String target, String... headers) throws IOException {
        return RawHttp.get(port(), target, headers);
    }

    Answer request(String method, String target, String... headers) throws IOException {
        return RawHttp.request(port(), method, target, headers);
    }

    Answer post(String target, String body, String... headers) throws IOException {
        return RawHttp.post(port(), target, body, headers);
    }

    /** Returns the code of the next decision's reason. */
    String reason() {
        return decisions.next().reason().code();
    }

    Decision decision() {
        return decisions.next();
    }

    @Override
    public void close() {
        container.close();
        gatehouse.close();
    }
}
