package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Canary;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many requests of different callers at once, over pooled connections and on few threads: each sees its own caller. */
class CallerLeakTest {

    private static final String[] TOKENS = {Tokens.READER, Tokens.WRITER, null, Tokens.BAD};
    private static final String[] ANSWERS = {"200 rita@token", "200 walt@token", "200 null", "401"};

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT", "UNDERTOW"})
    void manyAtOnce_everyRequestHasItsOwnCaller(Server server) throws Exception {
        AccessPolicy policy = AccessPolicy.builder().optional("/*").build();
        TestServlet application = new TestServlet(
                (request, response) -> response.getOutputStream().print(String.valueOf(request.getRemoteUser())));
        try (Gatehouse gatehouse = TestHost.of(TestHost.bearer()).policy(policy).start();
                Container container = server.start(
                        new Application().filter(gatehouse.filter()).servlet("/", application))) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (int round = 0; round < 3; round++) {
                List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    responses.add(client.sendAsync(
                            request(container.port(), TOKENS[i % 4]),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
                }
                for (int i = 0; i < responses.size(); i++) {
                    assertEquals(ANSWERS[i % 4], summary(responses.get(i).get()));
                }
            }
        }
    }

    private static HttpRequest request(int port, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"));
        return token == null
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
    }

    private static String summary(HttpResponse<String> response) throws IOException {
        Canary.clean("a response", response.headers().map() + response.body());
        return response.statusCode() + (response.statusCode() == 200 ? " " + response.body() : "");
    }
}
