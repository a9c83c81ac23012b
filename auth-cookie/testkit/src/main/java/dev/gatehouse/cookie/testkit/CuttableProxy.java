package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy between a client and a server on this machine. It can be cut, and it can stall.
 *
 * @since 0.1
 */
@Incubating
public final class CuttableProxy implements AutoCloseable {

    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private boolean stalled;
    private int held;
    private final int port;

    /**
     * Starts the proxy.
     *
     * @param target the port of the server
     */
    public CuttableProxy(int target) throws IOException {
        this.target = target;
        ServerSocket first = bind(0);
        this.listener = first;
        this.acceptor = start(() -> accept(first));
        this.port = first.getLocalPort();
    }

    /** Returns the port to connect to. */
    public int port() {
        return port;
    }

    /** Breaks all connections and refuses new ones. */
    public void cut() throws IOException {
        listener.close();
        try {
            // Until then the port is in use, and the last connections would not be cut.
            acceptor.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Accepts connections again. */
    public void restore() throws IOException {
        ServerSocket again = bind(port);
        listener = again;
        acceptor = start(() -> accept(again));
    }

    /** Holds all traffic while {@code on}; connections stay open. */
    public void stall(boolean on) {
        synchronized (gate) {
            stalled = on;
            gate.notifyAll();
        }
    }

    /** Waits until the stalled proxy holds some traffic. */
    public void awaitBytes() throws InterruptedException {
        synchronized (gate) {
            while (held == 0) {
                gate.wait();
            }
        }
    }

    private static ServerSocket bind(int on) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            } catch (IOException closed) {
                // cut, or the server is down
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitFlow();
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException | InterruptedException ended) {
            sockets.remove(from);
        }
    }

    private void awaitFlow() throws InterruptedException {
        synchronized (gate) {
            held++;
            gate.notifyAll();
            try {
                while (stalled) {
                    gate.wait();
                }
            } finally {
                held--;
            }
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        cut();
        stall(false);
    }
}
