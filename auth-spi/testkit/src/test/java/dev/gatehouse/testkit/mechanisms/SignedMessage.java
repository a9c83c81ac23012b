package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.RequestView;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed message.
 *
 * @param inputs the values of {@code Signature-Input}
 * @param signatures the values of {@code Signature}
 * @param digests the values of {@code Content-Digest}
 * @param base the signature base (RFC 9421 section 2.5); {@code null} if the input is malformed or a component is
 *     absent
 * @param body the body
 */
record SignedMessage(
        List<String> inputs,
        List<String> signatures,
        List<String> digests,
        @Nullable String base,
        ByteBuffer body) implements Credential {

    static SignedMessage of(RequestView request) {
        List<String> inputs = request.headers("Signature-Input");
        SignatureInput input = inputs.size() == 1 ? SignatureInput.parse(inputs.get(0)) : null;
        return new SignedMessage(
                inputs,
                request.headers("Signature"),
                request.headers("Content-Digest"),
                input == null ? null : base(input, request),
                ByteBuffer.allocate(0));
    }

    SignedMessage with(ByteBuffer content) {
        return new SignedMessage(inputs, signatures, digests, base, content);
    }

    private static @Nullable String base(SignatureInput input, RequestView request) {
        StringBuilder base = new StringBuilder();
        for (String component : input.components()) {
            String value = value(component, request);
            if (value == null) {
                return null;
            }
            base.append('"').append(component).append("\": ").append(value).append('\n');
        }
        return base.append("\"@signature-params\": ").append(input.text()).toString();
    }

    private static @Nullable String value(String component, RequestView request) {
        URI url = URI.create(request.externalUrl());
        return switch (component) {
            case "@method" -> request.method();
            case "@target-uri" -> request.externalUrl() + (request.query().isEmpty() ? "" : "?" + request.query());
            case "@authority" -> url.getRawAuthority();
            case "@path" -> url.getRawPath();
            case "@query" -> "?" + request.query();
            default -> component.startsWith("@") ? null : header(component, request);
        };
    }

    /** Several field lines are one value (RFC 9421 section 2.1). */
    private static @Nullable String header(String name, RequestView request) {
        List<String> values = request.headers(name);
        return values.isEmpty()
                ? null
                : String.join(", ", values.stream().map(String::trim).toList());
    }

    @Override
    public String toString() {
        return "SignedMessage[***]";
    }
}
