package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The UserInfo endpoint (OpenID Connect Core section 5.3): bearer token in the header, claims about the person out. */
final class UserInfoHandler implements Handler {

    private final Tokens tokens;
    private final State state;

    UserInfoHandler(Tokens tokens, State state) {
        this.tokens = tokens;
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        String header = request.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Answer.json(401, Map.of("error", "unauthorized")).with("WWW-Authenticate", "Bearer");
        }
        Optional<Session> session = tokens.active(header.substring(7).trim())
                .map(claims -> claims.get("sid"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(state::sessionOfSid);
        if (session.isEmpty()) {
            return Answer.json(401, Map.of("error", "invalid_token"))
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        AccessTokenClaims.putPerson(claims, session.get());
        claims.remove("sid");
        claims.remove("auth_time");
        return Answer.json(200, claims);
    }
}
