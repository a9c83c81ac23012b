package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metadata document of OpenID Connect Discovery section 3 and RFC 8414 section 2. */
final class Metadata {

    private Metadata() {}

    static Map<String, Object> of(Issuer issuer, boolean responseIssuer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer.issuer());
        document.put(
                "authorization_endpoint", issuer.uri(Endpoint.AUTHORIZATION).toString());
        document.put("token_endpoint", issuer.uri(Endpoint.TOKEN).toString());
        document.put("jwks_uri", issuer.uri(Endpoint.JWKS).toString());
        document.put(
                "introspection_endpoint", issuer.uri(Endpoint.INTROSPECTION).toString());
        document.put("revocation_endpoint", issuer.uri(Endpoint.REVOCATION).toString());
        document.put("end_session_endpoint", issuer.uri(Endpoint.END_SESSION).toString());
        document.put("userinfo_endpoint", issuer.uri(Endpoint.USERINFO).toString());
        document.put(
                "pushed_authorization_request_endpoint",
                issuer.uri(Endpoint.PUSHED_AUTHORIZATION).toString());
        document.put("backchannel_logout_supported", true);
        document.put("backchannel_logout_session_supported", true);
        document.put("grant_types_supported", TokenHandler.GRANT_TYPES);
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", issuer.keys().algorithms());
        document.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        document.put(
                "claims_supported",
                List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "sid", "name", "email"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("authorization_response_iss_parameter_supported", responseIssuer);
        document.put("dpop_signing_alg_values_supported", List.of("ES256", "RS256", "PS256"));
        document.put("request_parameter_supported", false);
        document.put("request_uri_parameter_supported", false);
        List<String> confidential = List.of("client_secret_basic", "client_secret_post", "private_key_jwt");
        List<String> all = List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
        document.put("token_endpoint_auth_methods_supported", all);
        document.put("token_endpoint_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
        document.put("introspection_endpoint_auth_methods_supported", confidential);
        document.put("introspection_endpoint_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
        document.put("revocation_endpoint_auth_methods_supported", all);
        document.put("revocation_endpoint_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
        return document;
    }
}
