package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind B of the cases from the field, attacked: no token may take the identity of another caller. */
class SubjectAttacksTest {

    private static final String AUD = ",\"aud\":\"tasklist-api\"";

    @TempDir
    Path folder;

    private JwtCase token(String members) {
        return JwtCase.in(folder).claims(members + AUD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345.0",
                "1.5",
                "1e3",
                "12345E0",
                "1e-1",
                "-0",
                "-0.0",
                "1e400",
                "true",
                "false",
                "[]",
                "[1]",
                "[\"a\"]",
                "{}",
                "{\"id\":1}",
                "\"\"",
                "\" \"",
                "\"a\\u0000\"",
                "\"a\\nb\"",
                "\"dem\\u202eo\"",
                "\"a\\u200bb\"",
                "\"a\\ufeff\"",
                "\"a\\u2060b\"",
                "\"a\\u00adb\""
            })
    void subjectThatIsNoText_isRefusedAndNotReplaced(String value) {
        String members = "\"sub\":" + value + ",\"oid\":\"o\",\"client_id\":\"c\"";
        String outcome = value.equals("1e400") ? "token.malformed" : "token.claims";
        assertEquals(outcome, token(members).outcome());
        assertEquals(
                outcome,
                token(members).with("subject-claim", "sub, oid, client_id").outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200db",
                "a\u200cb",
                "\u200dadmin",
                "admin\u200d",
                "admin\u200c",
                "\u200c",
                "ad\u200d\u200cmin",
                "\u0639\u200c\u200c\u0644",
                "\u0639\u200cadmin",
                "\u0430\u200d\u0434",
                "1\u200d2",
                "a \u200d b"
            })
    void joinerThatJoinsNothing_isRefused(String name) {
        assertEquals("token.claims", token("\"sub\":\"" + name + "\"").outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "sub, client_id|\"sub\":\"client_id:web\"",
                "sub, client_id|\"sub\":\"client_id:\"",
                "sub, oid, client_id|\"sub\":\"oid:1\",\"oid\":\"2\"",
                "sub, https://example.com/uid|\"sub\":\"https://example.com/uid:1\"",
                "oid, sub|\"sub\":\"oid:1\"",
                "sub, user_id|\"user_id\":1.0",
                "sub, oid|\"oid\":\"\"",
                "sub, oid, client_id|\"oid\":[\"a\"],\"client_id\":\"c\"",
                "sub, oid, client_id|\"oid\":{},\"client_id\":\"c\"",
                "sub, oid|\"OID\":\"a\"",
                "sub, client_id|\"client_id\":\"web\",\"username\":\"jane\"",
                "sub, client_id|\"client_id\":\"web\",\"preferred_username\":\"jane\"",
                "sub, appid|\"appid\":\"5c1\",\"upn\":\"jane@example.com\"",
                "sub, azp|\"azp\":\"web\",\"preferred_username\":\"jane\"",
                // a person who chose the name of another client's account, or of none
                "sub, client_id|\"client_id\":\"web\",\"preferred_username\":\"service-account-other\"",
                "sub, client_id|\"client_id\":\"web\",\"preferred_username\":\"service-account-\"",
                "sub, client_id|\"client_id\":\"web\",\"preferred_username\":\"service-account-web2\"",
                "sub, client_id|\"client_id\":\"web\",\"preferred_username\":\"service-account-web\","
                        + "\"email\":\"a@b\"",
                "sub, appid|\"appid\":\"5c1\",\"unique_name\":\"EXAMPLE\\\\jane\"",
                "sub, appid|\"appid\":\"5c1\",\"winaccountname\":\"jane\"",
                "sub, cid|\"cid\":\"web\",\"uid\":\"00u1\"",
                "sub, client_id|\"client_id\":\"web\",\"user_name\":\"jane\"",
                "sub, client_id|\"client_id\":\"web\",\"user_id\":7",
                "sub, client_id|\"client_id\":\"web\",\"cognito:username\":\"jane\"",
                "sub, client_id|\"client_id\":\"web\",\"email\":\"jane@example.com\"",
                "sub, client_id|\"client_id\":\"web\",\"given_name\":\"Jane\"",
                // quotes change neither the claim nor its prefix
                "sub, \"client_id\"|\"client_id\":\"web\",\"username\":\"jane\"",
                "sub, \"client_id\"|\"sub\":\"client_id:web\"",
                "\"sub\", oid|\"sub\":\"oid:1\""
            })
    void subjectOfAnother_isRefused(String claims, String members) {
        assertEquals(
                "token.claims", token(members).with("subject-claim", claims).outcome());
    }

    @Test
    void valueThatLooksLikeAPrefix_staysWithinItsClaim() {
        Caller caller = token("\"oid\":\"client_id:web\"")
                .with("subject-claim", "sub, oid, client_id")
                .caller();
        assertEquals("oid:client_id:web", caller.subject());
        Caller client = token("\"client_id\":\"web\"")
                .with("subject-claim", "sub, oid, client_id")
                .caller();
        assertNotEquals(client, caller);
    }

    @Test
    void personNamedLikeTheClient_staysAPerson() {
        Caller caller = token("\"preferred_username\":\"web\",\"client_id\":\"web\"")
                .with("subject-claim", "sub, preferred_username")
                .caller();
        assertEquals(Caller.Kind.PERSON, caller.kind());
        assertEquals("preferred_username:web", caller.subject());
    }

    @Test
    void serviceAccountOfKeycloak_mayBeItsClient() {
        Caller caller = token("\"client_id\":\"web\",\"preferred_username\":\"service-account-web\"")
                .with("subject-claim", "sub, client_id")
                .caller();
        assertEquals(Caller.Kind.CLIENT, caller.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"email\"", "\"jti\"", "sub, \"groups\"", "\"name\"", " \"iss\" "})
    void quotedClaimThatIdentifiesNoCaller_refusesTheStart(String claims) {
        JwtCase quoted = token("\"sub\":\"u\"").with("subject-claim", claims);
        assertThrows(SettingException.class, quoted::start);
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 5000})
    void longerSubject_isRefused(int length) {
        assertEquals(
                "token.claims", token("\"sub\":\"" + "s".repeat(length) + "\"").outcome());
        assertEquals(
                "token.claims",
                token("\"oid\":\"" + "s".repeat(length) + "\"")
                        .with("subject-claim", "sub, oid")
                        .outcome());
    }
}
