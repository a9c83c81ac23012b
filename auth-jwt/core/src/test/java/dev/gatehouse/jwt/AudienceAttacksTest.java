package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind A of the cases from the field, attacked: no listed claim may stand in for an audience that is not ours. */
class AudienceAttacksTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "aud, client_id | \"aud\":\"other\",\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"aud\":[\"other\"],\"client_id\":\"tasklist-api\"",
                "client_id, aud | \"aud\":\"other\",\"client_id\":\"tasklist-api\"",
                "client_id | \"aud\":\"other\",\"client_id\":\"tasklist-api\"",
                "client_id, aud | \"aud\":\"tasklist-api\",\"client_id\":\"other\"",
                "aud, client_id | \"aud\":\"\",\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"aud\":[\"\"],\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"aud\":[null],\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"aud\":{},\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"aud\":false,\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"aud\":0,\"client_id\":\"tasklist-api\"",
                "aud, client_id | \"client_id\":\"\"",
                "aud, client_id | \"client_id\":null",
                "aud, client_id | \"client_id\":{\"tasklist-api\":true}",
                "aud, client_id | \"client_id\":[\"tasklist-api\",1]",
                "aud, client_id | \"client_id\":\"tasklist-api \"",
                "aud, client_id | \"azp\":\"tasklist-api\"",
                "aud, client_id | \"Client_id\":\"tasklist-api\",\"AUD\":\"tasklist-api\"",
                "aud, resource, client_id | \"resource\":[],\"client_id\":\"tasklist-api\"",
                "aud, resource, client_id | \"resource\":\"other\",\"client_id\":\"tasklist-api\"",
                "aud, ext.api | \"ext\":\"tasklist-api\"",
                "aud | \"client_id\":\"tasklist-api\",\"azp\":\"tasklist-api\"",
                "aud | \"aud\":null",
                "aud | \"aud\":[]"
            })
    void tokenForAnotherApi_isRefused(String claims, String members) {
        assertEquals(
                "token.audience",
                JwtCase.in(folder)
                        .with("audience-claims", claims)
                        .claims("\"sub\":\"user-1\"," + members)
                        .outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"azp", "\"azp\"", "aud, \"azp\"", "\"iss\"", "\"sub\"", "\"typ\""})
    void claimThatNamesNoApi_refusesTheStart(String claims) {
        JwtCase listed = JwtCase.in(folder).with("audience-claims", claims).claims("\"sub\":\"user-1\"");
        assertThrows(SettingException.class, listed::start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"token_use\":\"id\",\"aud\":\"tasklist-api\"|token.type",
                "\"token_use\":\"refresh\",\"client_id\":\"tasklist-api\"|token.type",
                "\"token_use\":\"id\",\"client_id\":\"tasklist-api\"|token.type",
                "\"at_hash\":\"x\",\"client_id\":\"tasklist-api\"|token.type"
            })
    void otherKindOfTokenForOurClient_isRefused(String members, String code) {
        assertEquals(
                code,
                JwtCase.in(folder)
                        .with("audience-claims", "aud, client_id")
                        .claims("\"sub\":\"user-1\"," + members)
                        .outcome());
    }
}
