package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Authenticates the client (RFC 6749 section 2.3.1): {@code client_secret_basic}, {@code client_secret_post},
 * {@code private_key_jwt}, or only {@code client_id} for a public client. All failures have the same message.
 */
final class ClientAuthentication {

    private final Directory directory;
    private final ClientAssertions assertions;

    ClientAuthentication(Directory directory, ClientAssertions assertions) {
        this.directory = directory;
        this.assertions = assertions;
    }

    /** Returns the client. A confidential client has been authenticated. */
    Client identify(Request request, Parameters form) {
        Optional<String> header = request.header("Authorization");
        Optional<String> assertion = form.get("client_assertion");
        if (Stream.of(header, form.get("client_secret"), assertion)
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw OAuthException.invalidRequest("The client used more than one authentication method");
        }
        if (header.isPresent()) {
            String[] pair = basic(header.get());
            return named(confidential(pair[0], pair[1]), form);
        }
        if (assertion.isPresent()) {
            return named(signed(assertion.get(), form), form);
        }
        String id = form.get("client_id").orElseThrow(OAuthException::invalidClient);
        Optional<String> secret = form.get("client_secret");
        if (secret.isPresent()) {
            return confidential(id, secret.get());
        }
        return directory
                .client(id)
                .filter(client -> !client.isConfidential())
                .orElseThrow(OAuthException::invalidClient);
    }

    /** Returns an authenticated confidential client. */
    Client authenticate(Request request, Parameters form) {
        Client client = identify(request, form);
        if (!client.isConfidential()) {
            throw OAuthException.invalidClient();
        }
        return client;
    }

    private Client signed(String assertion, Parameters form) {
        return form.get("client_assertion_type")
                .filter(ClientAssertions.TYPE::equals)
                .flatMap(type -> assertions.client(assertion))
                .orElseThrow(OAuthException::invalidClient);
    }

    private static Client named(Client client, Parameters form) {
        if (form.get("client_id").filter(id -> !id.equals(client.id())).isPresent()) {
            throw OAuthException.invalidRequest("The client_id differs from the authenticated client");
        }
        return client;
    }

    private Client confidential(String id, String secret) {
        return directory.authenticate(id, secret).orElseThrow(OAuthException::invalidClient);
    }

    private static String[] basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw OAuthException.invalidClient();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw OAuthException.invalidClient();
            }
            return new String[] {decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))};
        } catch (IllegalArgumentException e) {
            throw OAuthException.invalidClient();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
