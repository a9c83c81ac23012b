package dev.gatehouse.identity.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.json.StrictJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes tokens into sessions as they are, as JSON. For sessions in the memory of this process alone. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class PlainTokens implements StoredTokens {

    private static final int MAX_TEXT = 256 * 1024;

    private final StrictJson json = new StrictJson(MAX_TEXT);

    /** Creates the writer. */
    public PlainTokens() {}

    @Override
    public String seal(Caller caller, SessionTokens tokens) {
        TokenSet set = tokens.tokens();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", 1);
        members.put("issuer", caller.issuer());
        members.put("subject", caller.subject());
        members.put("provider", tokens.provider());
        members.put("access", set.accessToken());
        put(members, "refresh", set.refreshToken());
        put(members, "id", set.idToken());
        put(members, "accessExpires", seconds(set.accessExpires()));
        put(members, "refreshExpires", seconds(set.refreshExpires()));
        return JSONObjectUtils.toJSONString(members);
    }

    @Override
    public Optional<SessionTokens> open(SessionRecord session) {
        char[] text = session.data().toCharArray();
        Map<String, @Nullable Object> members = json.object(text, text.length);
        if (members == null
                || !session.caller().issuer().equals(members.get("issuer"))
                || !session.caller().subject().equals(members.get("subject"))
                || !(members.get("provider") instanceof String provider)
                || !(members.get("access") instanceof String access)) {
            return Optional.empty();
        }
        return Optional.of(new SessionTokens(
                provider,
                new TokenSet(
                        access,
                        text(members.get("refresh")),
                        text(members.get("id")),
                        instant(members.get("accessExpires")),
                        instant(members.get("refreshExpires")))));
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value instanceof Long seconds ? Instant.ofEpochSecond(seconds) : null;
    }
}
