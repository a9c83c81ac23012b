package dev.gatehouse.cookie.sessions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.spi.Caller;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller in the {@linkplain SessionFormat record} of a session. Members that equal their default are omitted. */
final class CallerFormat {

    private static final String PERSON = "person";
    private static final String CLIENT = "client";

    private CallerFormat() {}

    static void write(JsonGenerator out, Caller caller) throws IOException {
        out.writeStartObject();
        out.writeStringField("iss", caller.issuer());
        out.writeStringField("sub", caller.subject());
        if (!caller.getName().equals(caller.subject())) {
            out.writeStringField("name", caller.getName());
        }
        if (!caller.displayName().equals(caller.getName())) {
            out.writeStringField("display", caller.displayName());
        }
        out.writeStringField("kind", caller.kind() == Caller.Kind.CLIENT ? CLIENT : PERSON);
        JsonStrings.write(out, "permissions", caller.permissions());
        JsonStrings.write(out, "groups", caller.groups());
        JsonStrings.write(out, "tenants", caller.tenants());
        out.writeStringField("mechanism", caller.mechanism());
        Instant authenticated = caller.authenticationTime().orElse(null);
        if (authenticated != null) {
            JsonInstants.write(out, "auth_time", authenticated);
        }
        String acr = caller.acr().orElse(null);
        if (acr != null) {
            out.writeStringField("acr", acr);
        }
        JsonStrings.write(out, "amr", caller.amr());
        Instant expiry = caller.expiry().orElse(null);
        if (expiry != null) {
            JsonInstants.write(out, "exp", expiry);
        }
        if (!caller.claims().isEmpty()) {
            out.writeFieldName("claims");
            JsonClaims.write(out, caller.claims());
        }
        out.writeEndObject();
    }

    static Caller read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new CorruptRecordException("expected an object for the caller");
        }
        Reading reading = new Reading();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            reading.member(in, name);
        }
        if (in.currentToken() != JsonToken.END_OBJECT) {
            throw new CorruptRecordException("expected the end of the caller");
        }
        return reading.caller();
    }

    /** The members of a caller while it is read. */
    private static final class Reading {
        private @Nullable String issuer;
        private @Nullable String subject;
        private @Nullable String name;
        private @Nullable String display;
        private Caller.@Nullable Kind kind;
        private Set<String> permissions = Set.of();
        private Set<String> groups = Set.of();
        private Set<String> tenants = Set.of();
        private @Nullable String mechanism;
        private @Nullable Instant authenticated;
        private @Nullable String acr;
        private List<String> amr = List.of();
        private @Nullable Instant expiry;
        private Map<String, Object> claims = Map.of();

        private void member(JsonParser in, String member) throws IOException {
            switch (member) {
                case "iss" -> issuer = JsonStrings.of(in);
                case "sub" -> subject = JsonStrings.of(in);
                case "name" -> name = JsonStrings.of(in);
                case "display" -> display = JsonStrings.of(in);
                case "kind" -> kind = kind(JsonStrings.of(in));
                case "permissions" -> permissions = JsonStrings.set(in);
                case "groups" -> groups = JsonStrings.set(in);
                case "tenants" -> tenants = JsonStrings.set(in);
                case "mechanism" -> mechanism = JsonStrings.of(in);
                case "auth_time" -> authenticated = JsonInstants.read(in);
                case "acr" -> acr = JsonStrings.of(in);
                case "amr" -> amr = JsonStrings.list(in);
                case "exp" -> expiry = JsonInstants.read(in);
                case "claims" -> claims = JsonClaims.object(in);
                default -> throw new CorruptRecordException("the caller has an unknown member");
            }
        }

        private static Caller.Kind kind(String kind) throws IOException {
            return switch (kind) {
                case PERSON -> Caller.Kind.PERSON;
                case CLIENT -> Caller.Kind.CLIENT;
                default -> throw new CorruptRecordException("expected the kind person or client");
            };
        }

        private Caller caller() throws IOException {
            if (issuer == null || subject == null || kind == null || mechanism == null) {
                throw new CorruptRecordException("the caller lacks a required member");
            }
            Caller.Builder caller = Caller.builder(issuer, subject)
                    .kind(kind)
                    .permissions(permissions)
                    .groups(groups)
                    .tenants(tenants)
                    .mechanism(mechanism)
                    .amr(amr)
                    .claims(claims);
            if (name != null) {
                caller.name(name);
            }
            if (display != null) {
                caller.displayName(display);
            }
            if (authenticated != null) {
                caller.authenticationTime(authenticated);
            }
            if (acr != null) {
                caller.acr(acr);
            }
            if (expiry != null) {
                caller.expiry(expiry);
            }
            return caller.build();
        }
    }
}
