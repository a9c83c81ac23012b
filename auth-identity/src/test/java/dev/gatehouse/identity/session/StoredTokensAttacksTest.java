package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.identity.provider.LoginVerifier.Checked;
import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changed records in the store, and answers of a provider that must end a session. */
class StoredTokensAttacksTest {

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final FakeProvider provider = new FakeProvider(clock);
    private final SessionNode node = SessionNode.start(
            new MemorySessionsFactory(), Map.of(), Map.of(), provider, clock, UnaryOperator.identity());

    @AfterEach
    void close() {
        node.close();
    }

    /** A change of the record of a session, given that of another one. */
    private static Arguments row(String name, BiFunction<SessionData.Tokens, SessionData.Tokens, String> change) {
        return arguments(name, change);
    }

    private static SessionData.Tokens box(SessionData.Tokens data, String box) {
        return new SessionData.Tokens(data.times(), data.provider(), data.key(), box);
    }

    private static String flipped(String box, int index) {
        byte[] bytes = Base64.getUrlDecoder().decode(box);
        bytes[index < 0 ? bytes.length + index : index] ^= 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                row("whole data of another session", (own, other) -> other.text()),
                row(
                        "tokens of another session",
                        (own, other) -> box(own, other.box()).text()),
                row(
                        "nonce changed",
                        (own, other) -> box(own, flipped(own.box(), 0)).text()),
                row(
                        "first byte changed",
                        (own, other) -> box(own, flipped(own.box(), 12)).text()),
                row(
                        "tag changed",
                        (own, other) -> box(own, flipped(own.box(), -1)).text()),
                row(
                        "truncated",
                        (own, other) -> box(own, own.box().substring(0, 40)).text()),
                row(
                        "nonce alone",
                        (own, other) -> box(own, own.box().substring(0, 16)).text()),
                row("empty box", (own, other) -> box(own, "").text()),
                row("extended", (own, other) -> box(own, own.box() + "AAAA").text()),
                row(
                        "no base64",
                        (own, other) -> box(own, "*" + own.box().substring(1)).text()),
                row(
                        "nonce of another session",
                        (own, other) -> box(
                                        own,
                                        other.box().substring(0, 16) + own.box().substring(16))
                                .text()),
                row("no data", (own, other) -> ""),
                row("plain tokens", (own, other) -> "{\"access\":\"a\",\"refresh\":\"r\"}"),
                row("newer format", (own, other) -> "2" + own.text().substring(1)),
                row(
                        "missing part",
                        (own, other) -> own.text().substring(0, own.text().lastIndexOf(' '))),
                row("further part", (own, other) -> own.text() + " x"),
                row("negative time", (own, other) -> own.text().replaceFirst("1 ", "1 -")),
                row("time too large", (own, other) -> own.text().replaceFirst("1 ", "1 99999999999999999999")),
                row("time in letters", (own, other) -> own.text().replaceFirst("1 ", "1 x")),
                row("end without a reason", (own, other) -> "0 "),
                row("end with a malformed reason", (own, other) -> "0 <script>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changedRecord_endsTheSessionWithoutUsingAToken(
            String name, BiFunction<SessionData.Tokens, SessionData.Tokens, String> change) throws Exception {
        Sessions.Opened own = node.open(provider);
        Sessions.Opened other = node.open(FakeProvider.demo().build(), provider.issue());
        String changed = change.apply(data(own), data(other));
        assertTrue(node.sessions()
                .compareAndSet(own.record(), own.record().with(own.record().caller(), changed)));
        clock.advance(Duration.ofMinutes(5));
        assertEquals("session.tokens-invalid", node.code(own));
        assertEquals("session.unknown", node.code(own));
        assertTrue(provider.used.isEmpty());
        assertEquals("live", node.code(other));
    }

    private static SessionData.Tokens data(Sessions.Opened session) {
        return (SessionData.Tokens) SessionData.parse(session.record().data());
    }

    private static Arguments answer(String name, String code, Consumer<FakeProvider> answer) {
        return arguments(name, code, answer);
    }

    private static Consumer<FakeProvider> verdict(Checked verdict) {
        return provider -> provider.verdict = before -> verdict;
    }

    private static Checked passed(String issuer, String subject, Caller.Kind kind) {
        return new Checked.Passed(Caller.builder(issuer, subject).kind(kind).build(), null);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer(
                        "another user",
                        "session.caller-changed",
                        verdict(passed(FakeProvider.ISSUER, "act", Caller.Kind.PERSON))),
                answer(
                        "another issuer",
                        "session.caller-changed",
                        verdict(passed("https://other.example", "demo", Caller.Kind.PERSON))),
                answer(
                        "a client instead of a person",
                        "session.caller-changed",
                        verdict(passed(FakeProvider.ISSUER, "demo", Caller.Kind.CLIENT))),
                answer(
                        "tokens for another audience",
                        "session.refresh-invalid",
                        verdict(new Checked.Refused(Reason.of("token.audience")))),
                answer(
                        "tokens with a bad signature",
                        "session.refresh-invalid",
                        verdict(new Checked.Refused(Reason.of("token.signature")))),
                answer(
                        "large access token",
                        "session.tokens-too-large",
                        provider -> provider.answer = tokens ->
                                new TokenAnswer.Issued(new TokenSet("a".repeat(16_384), null, null, null, null))),
                answer(
                        "large refresh token",
                        "session.tokens-too-large",
                        provider -> provider.answer = tokens ->
                                new TokenAnswer.Issued(new TokenSet("a", "a".repeat(16_384), null, null, null))),
                answer(
                        "large ID token",
                        "session.tokens-too-large",
                        provider -> provider.answer = tokens ->
                                new TokenAnswer.Issued(new TokenSet("a", null, "a".repeat(16_384), null, null))),
                answer("revoked", "session.refresh-refused", provider -> provider.refusing("invalid_grant")),
                answer("used by a thief before", "session.refresh-refused", provider -> provider.refresh("refresh-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answerOfTheProvider_endsTheSession(String name, String code, Consumer<FakeProvider> answer) throws Exception {
        Sessions.Opened session = node.open(provider);
        answer.accept(provider);
        clock.advance(Duration.ofMinutes(5));
        assertEquals(code, node.code(session));
        assertEquals("session.unknown", node.code(session));
    }
}
