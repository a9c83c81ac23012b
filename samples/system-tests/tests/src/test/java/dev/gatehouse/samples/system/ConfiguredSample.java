package dev.gatehouse.samples.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** The sample with one of the files in samples/configurations. Each request has its own connection. */
final class ConfiguredSample implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long POLL_NANOS = 20_000_000;
    private static final String WHO = "/v1/internal/users/current";

    private final Node node;
    private final String host;

    private ConfiguredSample(Node node, String host) {
        this.node = node;
        this.host = host;
    }

    static Path folder() {
        return Path.of(System.getProperty("basedir"), "..", "..", "configurations");
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param name the name of the file, without its ending
     * @param host the name under which requests come; empty for the address
     * @param properties the system properties: those of the network, and settings in place of those of the file
     */
    static ConfiguredSample start(
            String name, String host, Path data, Map<String, String> properties, Map<String, String> environment)
            throws IOException {
        Map<String, String> all = new HashMap<>(Node.PATIENCE);
        all.putAll(properties);
        Node node = Node.configured(folder().resolve(name + ".properties"), data, all, environment);
        String authority = host.isEmpty() ? node.base().getAuthority() : host;
        ConfiguredSample sample = new ConfiguredSample(node, authority);
        // The keys are fetched in the background.
        while (sample.send("GET", "/ready", "").status() != 200) {
            if (Thread.currentThread().isInterrupted()) {
                node.close();
                throw new AssertionError(name + " is not ready: " + node.output());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return sample;
    }

    /** Writes a file with users. The password of each is its name. */
    static Path users(Path folder, String... names) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(
                    "user." + name + ".password = " + PasswordHash.create(name).text());
            lines.add("user." + name + ".permissions = READ");
        }
        return Files.write(folder.resolve("users.properties"), lines);
    }

    URI base() {
        return node.base();
    }

    String output() {
        return node.output();
    }

    /** Asks who is calling: the caller, or the status and the reason. */
    String who(String... headers) throws IOException {
        return outcome(send("GET", WHO, "", headers));
    }

    /** Asks again as long as a key is on its way, as a client does that gets 503 with {@code Retry-After}. */
    String whoOnceKeysAreThere(String... headers) throws IOException {
        String outcome = who(headers);
        for (int i = 0; i < 3_000 && outcome.equals("503 keys.undecided"); i++) {
            LockSupport.parkNanos(POLL_NANOS);
            outcome = who(headers);
        }
        return outcome;
    }

    String whoWithToken(String token) throws IOException {
        return who("Authorization: Bearer " + token);
    }

    /** Sends a request with an effect. */
    String search(String... headers) throws IOException {
        return outcome(send("POST", "/v1/tasks/search", "{}", headers));
    }

    /** Logs in and returns the whole value of {@code Set-Cookie}, or the outcome. */
    String login(String user, String... headers) throws IOException {
        Answer answer = send("POST", "/api/login?username=" + user + "&password=" + user, "", headers);
        for (String header : answer.headers()) {
            if (header.startsWith("Set-Cookie: ")) {
                return header.substring("Set-Cookie: ".length());
            }
        }
        return outcome(answer);
    }

    /** An answer with its header lines. */
    record Answer(int status, List<String> headers, String body) {

        /** Returns the first value of a header; empty if there is none. */
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    Answer get(String path, String... headers) throws IOException {
        return send("GET", path, "", headers);
    }

    Answer post(String path, String... headers) throws IOException {
        return send("POST", path, "", headers);
    }

    /** Waits until the audit log has as many refused log-ins, and returns the reasons of all. */
    List<String> refusedLogins(int count) throws IOException {
        List<String> reasons = new ArrayList<>();
        do {
            reasons.clear();
            for (String line : node.output().lines().toList()) {
                int json = line.indexOf("{\"time\":");
                if (json >= 0 && line.endsWith("}")) {
                    JsonNode entry = JSON.readTree(line.substring(json));
                    if (entry.path("outcome").asText().equals("login_refused")) {
                        reasons.add(entry.get("reason").asText());
                    }
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        } while (reasons.size() < count && !Thread.currentThread().isInterrupted());
        return reasons;
    }

    private String outcome(Answer answer) throws IOException {
        if (answer.status() == 200) {
            JsonNode user = JSON.readTree(answer.body());
            if (!user.has("userId")) {
                return "200";
            }
            return user.get("userId").asText() + " " + user.get("displayName").asText() + " "
                    + permissions(user.get("permissions")) + " " + texts(user.get("groups"));
        }
        return answer.status() + " "
                + reason(JSON.readTree(answer.body()).path("instance").asText());
    }

    /** Returns the permissions as the settings name them; the API writes them in lower case. */
    private static Set<String> permissions(JsonNode list) {
        Set<String> permissions = new TreeSet<>();
        list.forEach(permission -> permissions.add(permission.asText().toUpperCase(Locale.ROOT)));
        return permissions;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Finds the reason of a refusal in the audit log, by the id that the client got. */
    private String reason(String instance) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            for (String line : node.output().lines().toList()) {
                int json = line.indexOf("{\"time\":");
                if (json >= 0 && line.endsWith("}")) {
                    JsonNode entry = JSON.readTree(line.substring(json));
                    if (instance.endsWith(entry.path("id").asText())) {
                        return entry.get("reason").asText();
                    }
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new AssertionError(instance + " is not in " + node.output());
    }

    private Answer send(String method, String path, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        List<String> all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: " + host);
        }
        if (all.stream().noneMatch(header -> header.startsWith("Connection:"))) {
            all.add("Connection: close");
        }
        if (!body.isEmpty()) {
            all.add("Content-Type: application/json");
        }
        all.add("Content-Length: " + body.length());
        all.forEach(header -> request.append(header).append("\r\n"));
        request.append("\r\n").append(body);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), node.base().getPort())) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return answer(socket.getInputStream());
        }
    }

    private static Answer answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        List<String> headers = new ArrayList<>();
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        return new Answer(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the answer ended early: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
