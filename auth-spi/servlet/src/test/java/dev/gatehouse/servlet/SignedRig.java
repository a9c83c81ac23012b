package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.Decision;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A host whose mechanism {@code signed} verifies the SHA-256 of the body in {@code X-Digest}, before an application
 * that reads bodies in every way. A second mechanism takes bearer tokens.
 */
final class SignedRig implements AutoCloseable {

    static final int LIMIT = 2000;

    /** How a body reaches the host. */
    enum Arrival {
        WITH_THE_HEAD,
        AFTER_THE_HEAD,
        IN_CHUNKS,
        AS_EXPECTED
    }

    private final RecordingListener decisions = new RecordingListener();
    private final BlockingQueue<String> extracted = new LinkedBlockingQueue<>();
    private final List<RawHttp> silent = new ArrayList<>();
    private final AtomicInteger filtered = new AtomicInteger();
    private final TestServlet application = new TestServlet(SignedRig::serve);
    private final Gatehouse gatehouse;
    private final Container container;

    private SignedRig(Server server, Map<String, String> settings, boolean filter, Filter... inFront) {
        FakeMechanism signed = FakeMechanism.header("signed", "X-Digest")
                .extracting(view -> {
                    List<String> values = view.headers("X-Digest");
                    if (!values.isEmpty()) {
                        extracted.add(values.get(0));
                    }
                    return values.stream().findFirst().map(FakeCredential::new);
                })
                .requiringBody(
                        LIMIT,
                        (credential, body) ->
                                new FakeCredential(credential.value().equals(digest(body)) ? Tokens.READER : "wrong"));
        gatehouse = TestHost.of(settings, signed, TestHost.bearer())
                .policy(AccessPolicy.builder().open("/open").build())
                .listener(decisions)
                .start();
        Application deployed = new Application();
        for (Filter first : inFront) {
            deployed.filter(first);
        }
        deployed.filter(gatehouse.filter()).servlet("/", application);
        if (filter) {
            deployed.initializer(context -> {
                Filter counting = (request, response, chain) -> {
                    filtered.incrementAndGet();
                    chain.doFilter(request, response);
                };
                FilterRegistration.Dynamic registration = context.addFilter("counting", counting);
                registration.setAsyncSupported(true);
                registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
            });
        }
        container = server.start(deployed);
    }

    static SignedRig start(Server server) {
        return new SignedRig(server, Map.of(), false);
    }

    static SignedRig start(Server server, Map<String, String> settings) {
        return new SignedRig(server, settings, false);
    }

    static SignedRig withFilterOfTheApplication(Server server) {
        return new SignedRig(server, Map.of(), true);
    }

    /** Returns a rig with a filter in front of the host. */
    static SignedRig behind(Server server, Filter filter) {
        return new SignedRig(server, Map.of(), false, filter);
    }

    int port() {
        return container.port();
    }

    int entered() {
        return application.entered();
    }

    /** Returns how often the filter of the application was called. */
    int filtered() {
        return filtered.get();
    }

    long count(Decision.Outcome outcome) {
        return gatehouse.count(outcome);
    }

    Decision decision() {
        return decisions.next();
    }

    /** Returns what the application answers to a signed form. */
    String post(String target, String body, Arrival arrival) throws IOException, InterruptedException {
        Answer answer = send(target, body, digest(body), arrival);
        if (answer.status() != 200) {
            throw new AssertionError(arrival + ": " + answer);
        }
        return answer.body().stripTrailing() + (answer.body().endsWith(" \n") ? " " : "");
    }

    Answer send(String target, String body, String digest, Arrival arrival) throws IOException, InterruptedException {
        String[] head = {"X-Digest: " + digest, "Content-Type: application/x-www-form-urlencoded;charset=utf-8"};
        try (RawHttp connection = new RawHttp(port())) {
            extracted.clear();
            switch (arrival) {
                case WITH_THE_HEAD -> connection.send("POST", target, body, head);
                case AFTER_THE_HEAD -> {
                    connection.send("POST", target, "", with(head, "Content-Length: " + body.length()));
                    if (body.length()
                            <= LIMIT) { // otherwise it is refused before it is sent, and the connection closed
                        connection.write(body.substring(0, body.length() / 2));
                        extracted.take();
                        connection.write(body.substring(body.length() / 2));
                    }
                }
                case IN_CHUNKS -> {
                    connection.send("POST", target, "", with(head, "Transfer-Encoding: chunked"));
                    extracted.take();
                    String chunk = body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
                    connection.write(chunk + "0\r\n\r\n");
                }
                case AS_EXPECTED -> {
                    connection.send(
                            "POST", target, "", with(head, "Expect: 100-continue", "Content-Length: " + body.length()));
                    Answer interim = connection.read("POST");
                    if (interim.status() != 100) {
                        return interim;
                    }
                    connection.write(body);
                }
            }
            return connection.read("POST");
        }
    }

    /** Sends a head and keeps the connection; returns when the host has seen the head. */
    void open(String target, String body, String header) throws IOException, InterruptedException {
        RawHttp connection = new RawHttp(port());
        silent.add(connection);
        connection.send("POST", target, "", "X-Digest: " + digest(body), header, "Content-Length: " + body.length());
        extracted.take();
    }

    private static String[] with(String[] head, String... more) {
        List<String> all = new ArrayList<>(List.of(head));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    static String digest(String body) {
        return digest(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(ByteBuffer body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(body);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String user = request.getUserPrincipal() == null
                ? "nobody"
                : request.getUserPrincipal().getName().replaceAll("@.*", "");
        switch (request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo())) {
            case "/stream" -> {
                byte[] body = request.getInputStream().readAllBytes();
                TestServlet.print(
                        response, user + " " + body.length + " " + new String(body, StandardCharsets.ISO_8859_1));
            }
            case "/reader" ->
                TestServlet.print(
                        response, user + " " + request.getReader().lines().collect(Collectors.joining()));
            case "/dispatch" -> TestServlet.print(response, user + " " + request.getDispatcherType());
            case "/form" -> TestServlet.print(response, user + parameters(request));
            case "/forward" -> request.getRequestDispatcher("/form?a=9&c=3").forward(request, response);
            case "/open" -> {
                request.getInputStream().readAllBytes();
                request.getRequestDispatcher("/stream").forward(request, response);
            }
            case "/parts" -> {
                try {
                    TestServlet.print(response, user + " " + request.getParts());
                } catch (IllegalStateException refused) {
                    TestServlet.print(response, user + " refused");
                }
            }
            default -> readAsync(request, response, user);
        }
    }

    private static String parameters(HttpServletRequest request) {
        Map<String, String> all = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> all.put(name, Arrays.toString(values)));
        StringBuilder text = new StringBuilder();
        all.forEach((name, values) -> text.append(' ').append(name).append('=').append(values));
        boolean same =
                all.keySet().equals(java.util.Set.copyOf(java.util.Collections.list(request.getParameterNames())))
                        && Arrays.toString(request.getParameterValues("a")).equals(all.get("a"))
                        && request.getParameter("a").equals(request.getParameterValues("a")[0])
                        && request.getParameter("absent") == null;
        return same ? text.toString() : " the ways to ask for parameters differ";
    }

    private static void readAsync(HttpServletRequest request, HttpServletResponse response, String user)
            throws IOException {
        AsyncContext context = request.startAsync();
        ServletInputStream in = request.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                while (in.isReady() && !in.isFinished()) {
                    body.write(in.read());
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                TestServlet.print(response, user + " " + body.toString(StandardCharsets.ISO_8859_1));
                context.complete();
            }

            @Override
            public void onError(Throwable failure) {
                context.complete();
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (RawHttp connection : silent) {
            connection.close();
        }
        container.close();
        gatehouse.close();
    }
}
