package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions and tells the clients of each (OpenID Connect Back-Channel Logout). As in Keycloak, a client is told
 * once, in the request that ends the session, and a client that does not answer delays nothing for long. Thread-safe.
 */
final class SessionEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Directory directory;
    private final Minting minting;
    private volatile UnaryOperator<TokenSpec> change = UnaryOperator.identity();
    private @Nullable HttpClient http;

    SessionEnd(Directory directory, Minting minting) {
        this.directory = directory;
        this.minting = minting;
    }

    void changeTokens(UnaryOperator<TokenSpec> wanted) {
        change = wanted;
    }

    /** Returns what was sent; nothing if the session had ended before. */
    List<LogoutDelivery> end(Session session) {
        List<LogoutDelivery> sent = new ArrayList<>();
        if (session.end()) {
            for (String id : session.clients()) {
                directory
                        .client(id)
                        .ifPresent(client ->
                                client.backchannelLogoutUri().ifPresent(uri -> sent.add(send(client, uri, session))));
            }
        }
        return sent;
    }

    private LogoutDelivery send(Client client, URI uri, Session session) {
        String token = change.apply(
                        minting.logoutToken(client.id(), session.user().subject(), session.sid()))
                .serialize();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("logout_token=" + URLEncoder.encode(token, StandardCharsets.US_ASCII)))
                .build();
        try {
            int status = http().send(request, BodyHandlers.discarding()).statusCode();
            return new LogoutDelivery(client.id(), uri, OptionalInt.of(status));
        } catch (IOException e) {
            return new LogoutDelivery(client.id(), uri, OptionalInt.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LogoutDelivery(client.id(), uri, OptionalInt.empty());
        }
    }

    /** Most providers of a test never send anything, so the threads of the client start with the first token. */
    private synchronized HttpClient http() {
        HttpClient found = http;
        if (found == null) {
            found = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            http = found;
        }
        return found;
    }
}
