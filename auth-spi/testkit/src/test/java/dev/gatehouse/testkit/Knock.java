package dev.gatehouse.testkit;

import dev.gatehouse.spi.Credential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that somebody said: one, or several when the request contradicts itself. */
record Knock(List<String> words, @Nullable Flaw flaw) implements Credential {

    @Override
    public String toString() {
        if (flaw == Flaw.CREDENTIAL_SHOWS_SECRET) {
            return "Knock" + words;
        }
        if (flaw == Flaw.SHOWS_DECODED_SECRET) {
            return "Knock[" + new StringBuilder(words.get(0)).reverse() + "]";
        }
        return "Knock[" + words.size() + "]";
    }
}
