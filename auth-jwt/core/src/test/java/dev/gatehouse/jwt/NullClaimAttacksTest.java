package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kind H of the cases from the field, attacked: {@code null} never stands for a value that protects. */
class NullClaimAttacksTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"exp\":1767225900|\"exp\":null|token.claims",
                "\"iss\":\"https://issuer.example.com/realm\"|\"iss\":null|token.issuer",
                "\"sub\":\"alice\"|\"sub\":null|token.claims",
                "\"aud\":\"tasklist-api\"|\"aud\":null|token.audience",
                "\"aud\":\"tasklist-api\"|\"aud\":[null]|token.audience",
                "\"aud\":\"tasklist-api\"|\"aud\":[\"tasklist-api\",null]|token.audience",
                "\"jti\":\"7d2\"|\"cnf\":null|token.bound",
                "\"jti\":\"7d2\"|\"cnf\":{}|token.bound",
                "\"jti\":\"7d2\"|\"cnf\":{\"jkt\":null}|token.bound",
                "\"jti\":\"7d2\"|\"nbf\":[]|token.claims",
                "\"jti\":\"7d2\"|\"nbf\":\"\"|token.claims",
                "\"jti\":\"7d2\"|\"nbf\":\"null\"|token.claims",
                "\"jti\":\"7d2\"|\"jti\":[]|token.claims",
                "\"jti\":\"7d2\"|\"jti\":{}|token.claims",
                "\"jti\":\"7d2\"|\"nonce\":[]|token.type",
                "\"jti\":\"7d2\"|\"nonce\":\"\"|token.type",
                "\"jti\":\"7d2\"|\"at_hash\":[]|token.type",
                "\"jti\":\"7d2\"|\"at_hash\":null,\"c_hash\":\"x\"|token.type",
                "\"jti\":\"7d2\"|\"typ\":[]|token.type",
                "\"jti\":\"7d2\"|\"token_use\":[]|token.type",
                "\"jti\":\"7d2\"|\"nonce\":null,\"nonce\":\"n\"|token.malformed",
                "\"jti\":\"7d2\"|\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":null}|token.type"
            })
    void nullOrEmptyValue_isNoWayAroundACheck(String from, String to, String code) {
        assertEquals(
                code, JwtCase.in(folder).payload(TestToken.claims(from, to)).outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"crit\":null|token.critical-header",
                "\"b64\":null|token.critical-header",
                "\"enc\":null|token.encrypted",
                "\"zip\":null|token.encrypted"
            })
    void nullInAHeader_isNotAbsent(String member, String code) {
        String header = JwtCase.JWT.replace("}", "," + member + "}");
        assertEquals(code, JwtCase.in(folder).header(header).outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"\"typ\":\"JWT\"|\"typ\":null|token.type", "\"kid\":\"a\"|\"kid\":null|token.malformed"})
    void nullTypeOrKey_isNotAbsent(String from, String to, String code) {
        assertEquals(
                code, JwtCase.in(folder).header(JwtCase.JWT.replace(from, to)).outcome());
    }

    @ParameterizedTest
    @CsvSource({"required-claims=email,email,token.claims", "required-claims=a=null,a,token.claims"})
    void nullOfARequiredClaim_isMissing(String setting, String claim, String code) {
        assertEquals(
                code,
                JwtCase.in(folder)
                        .claimsAnd("\"" + claim + "\":null")
                        .with(setting)
                        .outcome());
    }
}
