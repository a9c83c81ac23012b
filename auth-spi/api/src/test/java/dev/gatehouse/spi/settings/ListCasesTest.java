package dev.gatehouse.spi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind G of the cases from the field: lists in settings whose items contain commas and equals signs, such as
 * distinguished names.
 */
class ListCasesTest {

    private static final String DN = "CN=Tasklist Admins,OU=Groups,DC=corp";

    private static String refusal(org.junit.jupiter.api.function.Executable parsing) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, parsing).getMessage());
    }

    @Test
    void quotedDistinguishedName_isOneItem() {
        assertEquals(List.of(DN, "ops"), SettingList.items("\"" + DN + "\" , ops"));
        assertEquals(List.of(DN, "ops"), Setting.list("auth.x.list", "A list.").parse("\"" + DN + "\",\"ops\""));
        assertEquals(Map.of(DN, "WRITE", "read:*", "READ"), SettingList.map("\"" + DN + "\"=WRITE, read:*=\"READ\""));
        assertEquals(Map.of("a", "b=c, \"d\""), SettingList.map(" \"a\" = \"b=c, \"\"d\"\"\""));
        assertEquals(List.of("CN=Smith\\, John,OU=x"), SettingList.items("\"CN=Smith\\, John,OU=x\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=Tasklist Admins,OU=Groups,DC=corp=WRITE",
                "cn=Tasklist Admins, ou=Groups, dc=corp=WRITE",
                "read:*=READ, CN=Tasklist Admins,OU=Groups,DC=corp=WRITE",
                "CN=Tasklist Admins,OU=Groups,DC=corp",
                "OU=Groups=WRITE",
                "a=b=WRITE",
                "\"CN=a\"=b=WRITE",
                "CN=Smith\\, John,OU=x=WRITE",
                "2.5.4.3=Admins,OU=Groups",
                "UID=jane,O=corp",
                "O=corp,DC=example=WRITE"
            })
    void mapThatCanBeReadInTwoWays_isRefusedWithTheQuotedForm(String text) {
        String message = refusal(() -> SettingList.map(text));
        assertTrue(message.contains("two ways") && message.contains("\"" + DN + "\"=WRITE"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {DN, "ops, cn=a,ou=b", "O=Acme,C=DE", "CN=Smith\\, John", "emailAddress=a@b,CN=c"})
    void listThatCanBeReadInTwoWays_isRefusedWithTheQuotedForm(String text) {
        String message = refusal(() -> Setting.list("auth.x.list", "A list.").parse(text));
        assertTrue(message.contains("two ways") && message.contains("\"" + DN + "\""), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"c=CREATE, l=LIST|2", "CN=WRITE|1", "o=A, s=B, t=C|3", "x:y=Z|1"})
    void mapsThatOnlyResembleDistinguishedNames_areMaps(String text, int size) {
        assertEquals(size, SettingList.map(text).size());
    }

    @Test
    void singleNameWithAnEqualsSign_isAnItem() {
        assertEquals(List.of("CN=Admins"), SettingList.items("CN=Admins"));
        assertEquals(List.of("https://x.example.com/?a=b", "c"), SettingList.items("https://x.example.com/?a=b, c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a",
                "a\"",
                "a\"b\"",
                "\"a\"b",
                "\"a\"\"",
                "a, \"b",
                "\"",
                "\"a\" \"b\"",
                "\"\"",
                "\"\", a",
                "a,,b",
                ",",
                "a, \"a\""
            })
    void misplacedQuotesAndEmptyItems_areRefused(String text) {
        refusal(() -> SettingList.items(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a=",
                "=a",
                "\"\"=a",
                "a=\"\"",
                "a=b, a=c",
                "a=b, \"a\"=c",
                "\"a=b\"",
                "\"a=b, c=d\"",
                "\"a\"=b\"c\""
            })
    void otherMaps_areRefused(String text) {
        refusal(() -> SettingList.map(text));
    }

    @Test
    void expressions_keepTheirQuotes() {
        assertEquals(List.of("a.\"b.c,d\".e", "f"), SettingList.expressions("a.\"b.c,d\".e, f"));
        assertEquals(
                List.of(
                        new SettingList.Entry("\"https://x/roles\"", Optional.of("a=b")),
                        new SettingList.Entry("email", Optional.empty())),
                SettingList.entries("\"https://x/roles\"=\"a=b\", email"));
    }

    @Test
    void messages_doNotRepeatTheText() {
        assertTrue(!refusal(() -> SettingList.map("s3cret=a=b")).contains("s3cret"));
        assertTrue(!refusal(() -> SettingList.items("s3cret,s3cret")).contains("s3cret"));
    }
}
