package dev.gatehouse.tasklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The API behind the authentication filter in Jetty, with an in-memory store. */
final class TestServer implements AutoCloseable {

    static final String DEMO = "demo:READ+WRITE";
    static final String READER = "reader:READ";
    static final String MACHINE = "machine-1:READ+WRITE";

    private static final ObjectMapper JSON = new ObjectMapper();

    final TaskStore store;
    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
    private final Gatehouse gatehouse;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer() {
        this(builder -> builder);
    }

    TestServer(UnaryOperator<TasklistApi.Builder> options) {
        this(TestStores.inMemory(), options);
    }

    TestServer(TaskStore store, UnaryOperator<TasklistApi.Builder> options) {
        this.store = store;
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "token,person"))
                .mechanism(TestCallers.tokens())
                .mechanism(TestCallers.sessions())
                .policy(AccessPolicy.builder()
                        .open("/v1/external/process/*")
                        .optional("/v1/openapi.json")
                        .build())
                .listener(decisions::add)
                .start();
        TasklistApi api = options.apply(TasklistApi.builder(store).clock(Clock.fixed(TestStores.NOW, ZoneOffset.UTC)))
                .build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servletContext) -> {
            gatehouse.addTo(servletContext);
            api.addTo(servletContext);
        });
        server.setHandler(context);
        connector.setHost("127.0.0.1");
        // Otherwise the server closes idle connections that the client reuses.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits for the next refusal reported to listeners. */
    String nextRefusal() throws InterruptedException {
        Decision decision;
        do {
            decision = decisions.take();
        } while (decision.outcome() != Decision.Outcome.REFUSED);
        return decision.reason().code();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Returns a client that authenticates with a token. */
    Client token(String who) {
        return new Client("Authorization", "Bearer " + who);
    }

    Client person(String who) {
        return new Client("Cookie", TestCallers.COOKIE + "=" + who);
    }

    Client nobody() {
        return new Client("X-Nothing", "at all");
    }

    final class Client {
        private final String header;
        private final String value;

        private Client(String header, String value) {
            this.header = header;
            this.value = value;
        }

        Reply get(String path) {
            return send(request(path).GET());
        }

        Reply post(String path, String json) {
            return method("POST", path, json);
        }

        Reply patch(String path, String json) {
            return method("PATCH", path, json);
        }

        Reply method(String method, String path, String json) {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json)));
        }

        /** Sends a GraphQL operation; {@code variables} is JSON. */
        Reply graphQl(String document, String variables) {
            String body = "{\"query\":" + JSON.valueToTree(document) + ",\"variables\":" + variables + "}";
            return post("/graphql", body);
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header(header, value);
        }

        Reply send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
                return new Reply(response);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** A response. The body can be read as JSON. */
    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException noJson) {
                throw new IllegalStateException("no JSON: " + response.body(), noJson);
            }
        }

        /** Returns the message of the first GraphQL error, or "". */
        String error() {
            return json().path("errors").path(0).path("message").asText();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        gatehouse.close();
        store.close();
    }
}
