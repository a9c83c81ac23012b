package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Kind B of the cases from the field: who the caller is, if {@code sub} is a number, long, or missing. */
class SubjectCasesTest {

    private static final String AUD = ",\"aud\":\"tasklist-api\"";
    private static final String KEYCLOAK = "\"preferred_username\":\"jane\"" + AUD;
    private static final String ADFS = "\"appid\":\"5c1\",\"upn\":\"jane@corp.example.com\"" + AUD;

    @TempDir
    Path folder;

    private JwtCase token(String members) {
        return JwtCase.in(folder).claims(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "0", "-7", "9007199254740993", "18446744073709551616"})
    void integer_isASubjectInItsPlainSpelling(String number) {
        Caller caller = token("\"sub\":" + number + AUD).caller();
        assertEquals(number, caller.subject());
        assertEquals(number, caller.getName());
    }

    @Test
    void integerOfSixtyDigits_losesNoDigit() {
        String number = "123456789012345678901234567890123456789012345678901234567891";
        assertEquals(number, token("\"sub\":" + number + AUD).caller().subject());
    }

    @Test
    void missingSubject_isRefusedWithTheSettingThatHelps() {
        for (String members : List.of(KEYCLOAK, ADFS, "\"sub\":null" + AUD)) {
            JwtCase token = token(members).with("name-claim", "preferred_username");
            assertEquals("token.claims", token.outcome());
            String detail = Objects.requireNonNull(token.refusal()).detail();
            assertTrue(detail.contains("sub is missing") && detail.contains("subject-claim"), detail);
        }
    }

    @Test
    void invalidSubject_isToldApartFromAMissingOne() {
        String detail =
                Objects.requireNonNull(token("\"sub\":true" + AUD).refusal()).detail();
        assertTrue(detail.contains("sub is invalid"), detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "sub, oid, client_id|\"oid\":\"11-22\"|oid:11-22",
                "sub, oid, client_id|\"sub\":null,\"oid\":\"11-22\"|oid:11-22",
                "sub, oid, client_id|\"oid\":null,\"client_id\":\"web\"|client_id:web",
                "sub, oid, client_id|\"sub\":\"s\",\"oid\":\"o\",\"client_id\":\"web\"|s",
                "oid|\"sub\":\"s\",\"oid\":\"o\"|oid:o",
                "sub, user_id|\"user_id\":42|user_id:42",
                "sub, ext.uid|\"ext\":{\"uid\":\"u\"}|ext.uid:u",
                "sub, https://example.com/uid|\"https://example.com/uid\":\"u\"|https://example.com/uid:u"
            })
    void firstListedClaimWithAValue_isTheSubjectAndNamesItself(String claims, String members, String subject) {
        Caller caller = token(members + AUD).with("subject-claim", claims).caller();
        assertEquals(subject, caller.subject());
        assertEquals(subject, caller.getName());
    }

    @Test
    void lightweightTokenOfKeycloak_isAcceptedBySetting() {
        Caller caller = token(KEYCLOAK)
                .with("subject-claim", "sub, preferred_username")
                .with("name-claim", "preferred_username")
                .caller();
        assertEquals("preferred_username:jane", caller.subject());
        assertEquals("jane", caller.getName());
        assertEquals(Caller.Kind.PERSON, caller.kind());
    }

    @Test
    void tokenOfAdfs_isAcceptedBySetting() {
        Caller person = token(ADFS).with("subject-claim", "sub, upn, appid").caller();
        assertEquals("upn:jane@corp.example.com", person.subject());
        assertEquals(Caller.Kind.PERSON, person.kind());
        Caller client = token("\"appid\":\"5c1\"" + AUD)
                .with("subject-claim", "sub, upn, appid")
                .with("client-claim", "appid")
                .caller();
        assertEquals("appid:5c1", client.subject());
        assertEquals(Caller.Kind.CLIENT, client.kind());
    }

    @Test
    void subjectFromAClientClaim_isAClient() {
        Caller caller = token("\"client_id\":\"web\"" + AUD)
                .with("subject-claim", "sub, client_id")
                .caller();
        assertEquals(Caller.Kind.CLIENT, caller.kind());
    }

    @Test
    void kind_belongsToTheIdentityOfACaller() {
        Caller.Builder builder = Caller.builder(TestToken.ISSUER, "web");
        Caller person = builder.kind(Caller.Kind.PERSON).build();
        Caller client = builder.kind(Caller.Kind.CLIENT).build();
        assertNotEquals(person, client);
        assertEquals(client, client.toBuilder().name("x").build());
        assertEquals(client.hashCode(), client.toBuilder().name("x").build().hashCode());
    }

    @Test
    void longSubjects_areSubjects() {
        String account = "system:serviceaccount:" + "n".repeat(63) + ":" + "a".repeat(252);
        assertEquals(338, account.length());
        for (String subject : List.of(account, "s".repeat(1024), "\ud83d\ude00".repeat(1024))) {
            Caller caller = token("\"sub\":\"" + subject + "\"" + AUD).caller();
            assertEquals(subject, caller.subject());
            assertEquals(subject, caller.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
                "\ud83d\udc69\u200d\ud83d\udcbb",
                "\u2764\ufe0f\u200d\ud83d\udd25",
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08 team",
                "\ud83e\uddd1\ud83c\udffd\u200d\ud83d\ude80",
                "\u0d28\u0d4d\u200d",
                "\u0915\u094d\u200d\u0937"
            })
    void namesWithJoiners_areSubjects(String name) {
        Caller caller = token("\"sub\":\"" + name + "\",\"name\":\"" + name + "\"" + AUD)
                .caller();
        assertEquals(name, caller.subject());
        assertEquals(name, caller.displayName());
    }

    @Test
    void issuerLocal_isReservedForUsersOfThisApplication() {
        assertThrows(IllegalArgumentException.class, () -> IssuerPolicy.builder("local", Set.of("a")));
        assertThrows(IllegalArgumentException.class, () -> IssuerPolicy.builder(" Local ", Set.of("a")));
        for (String alias : List.of("issuer", "issuers.x.issuer")) {
            JwtCase issuer = JwtCase.in(folder).with(alias, "local");
            SettingException refused = assertThrows(SettingException.class, issuer::start);
            assertTrue(String.valueOf(refused.getMessage()).contains("reserved"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aud",
                "iss",
                "sub, jti",
                "sub, name",
                "scope",
                "sub, nickname",
                "sub, email",
                "sub, client_id, client_id:x",
                "sub, sid"
            })
    void claimThatIdentifiesNobody_refusesTheStart(String claims) {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> JwtCase.in(folder).with("subject-claim", claims).start());
        assertEquals("auth.jwt.subject-claim", refused.key());
    }

    @Test
    void email_isASubjectOnlyIfTheTokenSaysThatItIsVerified() {
        JwtCase token = token("\"email\":\"jane@example.com\",\"email_verified\":true" + AUD)
                .with("subject-claim", "sub, email")
                .with("required-claims", "email_verified=true");
        assertEquals("email:jane@example.com", token.caller().subject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"preferred_username", "upn", "unique_name", "ext.email", "https://example.com/email"})
    void claimThatMayBeReassigned_isWarnedOfAtTheStart(String claim) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.gatehouse.jwt");
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            JwtCase.in(folder).with("subject-claim", "sub, " + claim).start();
        } finally {
            logger.detachAppender(heard);
        }
        assertEquals(
                1,
                heard.list.stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(line -> line.contains(claim) && line.contains("subject-claim"))
                        .count());
    }
}
