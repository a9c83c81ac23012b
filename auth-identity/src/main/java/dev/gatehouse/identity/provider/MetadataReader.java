package dev.gatehouse.identity.provider;

import dev.gatehouse.jwt.keys.IssuerMetadata;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.json.StrictJson;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Fetches and reads the metadata of one provider. Thread-safe. */
final class MetadataReader {

    private static final int MAX_TEXT = 64 * 1024;

    private final LoginProvider provider;
    private final IssuerMetadata metadata;
    private final StrictJson json = new StrictJson(MAX_TEXT);

    MetadataReader(LoginProvider provider, BoundedHttp http) {
        this.provider = provider;
        this.metadata = new IssuerMetadata(provider.location(), http, provider.plainHttp());
    }

    /** Fetches the metadata; fails with a {@link FetchException}. */
    CompletableFuture<ProviderMetadata> fetch() {
        return metadata.document().thenApply(this::read);
    }

    private ProviderMetadata read(byte[] document) {
        // Compares the issuer as well.
        URI token = metadata.uri(document, "token_endpoint");
        Map<String, @Nullable Object> members = json.object(document);
        if (members == null) {
            throw new CompletionException(new FetchException("the metadata is not a JSON object"));
        }
        URI authorization = forBrowsers(members, "authorization_endpoint");
        if (authorization == null) {
            throw new CompletionException(new FetchException("the metadata has no usable authorization_endpoint"));
        }
        return new ProviderMetadata(
                provider.issuer(),
                authorization,
                token,
                forBrowsers(members, "end_session_endpoint"),
                optional(document, members, "revocation_endpoint"),
                optional(document, members, "pushed_authorization_request_endpoint"),
                Boolean.TRUE.equals(members.get("require_pushed_authorization_requests")),
                Boolean.TRUE.equals(members.get("authorization_response_iss_parameter_supported")));
    }

    private @Nullable URI optional(byte[] document, Map<String, @Nullable Object> members, String member) {
        return members.get(member) == null ? null : metadata.uri(document, member);
    }

    /** Browsers reach the provider at its issuer, whatever the name is that it gives itself for this server. */
    private @Nullable URI forBrowsers(Map<String, @Nullable Object> members, String member) {
        if (!(members.get(member) instanceof String text)) {
            return null;
        }
        String issuer = withSlash(provider.issuer());
        String backend = provider.location().backend();
        String own = backend == null ? issuer : withSlash(backend);
        String shown = text.startsWith(own) ? issuer + text.substring(own.length()) : text;
        return IssuerMetadata.usable(issuer, shown, provider.plainHttp());
    }

    private static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }
}
