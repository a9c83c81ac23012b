package dev.gatehouse.servlet.http;

/** A running servlet container on a free port of the loopback interface. */
public interface Container extends AutoCloseable {

    /** Returns the port it listens on. */
    int port();

    /** Stops it. */
    @Override
    void close();
}
