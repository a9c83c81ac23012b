package dev.gatehouse.samples.containers;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Sends requests over a connection that is kept while the server keeps it. */
final class Exchange implements AutoCloseable {

    private final int port;
    private Wire wire;

    Exchange(int port) throws IOException {
        this.port = port;
        wire = new Wire(port);
    }

    /** Returns the status; {@link Wire#CLOSED} if the server answers nothing even on a new connection. */
    int send(String request) throws IOException {
        if (wire.isOver()) {
            renew();
        }
        boolean kept = wire.isUsed();
        int status = wire.exchange(request);
        if (status == Wire.CLOSED && kept) {
            // A kept connection may have been closed because of the request before.
            renew();
            status = wire.exchange(request);
        }
        return status;
    }

    /** Sends what may be read as several requests on a connection of its own. */
    int alone(String requests) throws IOException {
        try (Wire single = new Wire(port)) {
            return single.last(requests);
        }
    }

    private void renew() throws IOException {
        wire.close();
        wire = new Wire(port);
    }

    /** Returns decisions as text, without anything that differs from run to run. */
    static String text(List<Decision> decisions) {
        return decisions.stream().map(Exchange::text).collect(Collectors.joining(", "));
    }

    static String text(Decision decision) {
        String caller = decision.knownCaller().map(Caller::getName).orElse("-");
        return decision.reason().code() + " " + (decision.mechanism().isEmpty() ? "-" : decision.mechanism()) + " "
                + caller;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
