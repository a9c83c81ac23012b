package dev.gatehouse.spring;

import dev.gatehouse.spring.shop.ShopApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in its container, on the loopback address. */
final class ShopServer implements AutoCloseable {

    final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private ShopServer(Class<?>[] sources, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1"));
        all.addAll(List.of(arguments));
        context = new SpringApplication(sources).run(all.toArray(String[]::new));
    }

    /** Starts the application as it is documented. */
    static ShopServer documented(String... arguments) {
        return new ShopServer(new Class<?>[] {ShopApplication.class}, arguments);
    }

    /** Starts the application with the beans of the tests. */
    static ShopServer start(String... arguments) {
        return new ShopServer(new Class<?>[] {ShopApplication.class, TestBeans.class}, arguments);
    }

    /** Starts the application with those beans and further ones. */
    static ShopServer customized(String... arguments) {
        return new ShopServer(
                new Class<?>[] {ShopApplication.class, TestBeans.class, SpringBootTest.Customizations.class},
                arguments);
    }

    Decisions decisions() {
        return context.getBean(Decisions.class);
    }

    HttpRequest.Builder request(String path, String token) {
        return request(String.valueOf(context.getEnvironment().getProperty("local.server.port")), path, token);
    }

    private static HttpRequest.Builder request(String port, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token));
    }

    HttpResponse<String> get(String port, String path, String token) throws IOException, InterruptedException {
        return send(request(port, path, token));
    }

    @Override
    public void close() {
        context.close();
    }
}
