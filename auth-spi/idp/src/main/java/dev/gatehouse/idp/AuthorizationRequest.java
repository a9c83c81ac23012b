package dev.gatehouse.idp;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authorization request that has passed every check (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
record AuthorizationRequest(
        String clientId,
        String redirectUri,
        @Nullable String state,
        @Nullable String nonce,
        String codeChallenge,
        List<String> audiences,
        Set<String> scopes) {}
