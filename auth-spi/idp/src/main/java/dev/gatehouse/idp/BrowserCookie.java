package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Answer;
import java.util.Optional;

/** The cookie of the session at the provider, so that the next login needs no password. */
final class BrowserCookie {

    private final Flavour flavour;
    private final State state;

    BrowserCookie(Flavour flavour, State state) {
        this.flavour = flavour;
        this.state = state;
    }

    Optional<Session> session(Request request) {
        return request.cookie(flavour.cookieName()).flatMap(state::sessionOfCookie);
    }

    Answer set(Answer answer, String value) {
        return answer.with("Set-Cookie", flavour.cookieName() + "=" + value + attributes());
    }

    Answer clear(Answer answer) {
        return answer.with("Set-Cookie", flavour.cookieName() + "=" + attributes() + "; Max-Age=0");
    }

    private String attributes() {
        return "; Path=" + flavour.cookiePath() + "; HttpOnly; SameSite=Lax";
    }
}
