package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.SettingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens and settings that the presets of providers must not let in, over HTTP. */
class ProviderPresetAttacksTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ENTRA|person|11111111-2222-4333-8444-55555555abcd|aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123|token.tenant",
                "ENTRA|person|'tid':'11111111|'tid':'21111111|token.tenant",
                "ENTRA|person|login.microsoftonline.com|sts.windows.net|credential.unclaimed",
                "ENTRA|person|'aud':'11112222-bbbb|'aud':'21112222-bbbb|token.audience",
                "ENTRA|person|'oid':'oid-jane','sub':'pairwise-jane'|'upn':'jane@example.com'|token.claims",
                "ENTRA|person|'oid':'oid-jane','sub':'pairwise-jane'|'sub':'oid:oid-jane'|token.claims",
                "ENTRA|person|'azp':'web-app'|'azp':null|token.claims",
                "ENTRA|person|'azp':'web-app'|'azp':'web-app','c_hash':'h'|token.type",
                "ENTRA_EXTERNAL_ID|person|t1.ciamlogin.com|t2.ciamlogin.com|credential.unclaimed",
                "ENTRA_EXTERNAL_ID|person|'scp':'Tasks.Read'|'scp':''|token.type",
                "ENTRA_EXTERNAL_ID|person|'scp':'Tasks.Read'|'scp':'Tasks.Read','at_hash':'h'|token.type",
                "ENTRA_EXTERNAL_ID|id|'nonce':'n'|'nonce':null|token.claims",
                "COGNITO|person|eu-central-1_Ab|eu-central-1_Cd|credential.unclaimed",
                "COGNITO|person|'client_id':'3n4b'|'client_id':'other'|token.audience",
                "COGNITO|person|'client_id':'3n4b'|'client_id':'3n4b','aud':'other'|token.audience",
                "COGNITO|person|'client_id':'3n4b'|'azp':'3n4b'|token.audience",
                "COGNITO|person|'token_use':'access',||token.claims",
                "COGNITO|person|'token_use':'access'|'token_use':'refresh'|token.type",
                "COGNITO|id|'at_hash':'h'|'client_id':'3n4b'|token.type",
                "COGNITO|person|'sub':'aaaa-bbbb',||token.claims",
                "OKTA|person|oauth2/default|oauth2/aus1|credential.unclaimed",
                "OKTA|person|'aud':'api://default'|'aud':'https://dev-1.okta.com'|token.audience",
                "OKTA|id|'aud':'0oa1'|'aud':'api://default'|token.claims",
                "OKTA|person|'uid':'00u1'|'uid':{'a':1}|token.claims",
                "AUTH0|person|t1.eu.auth0.com/'|t2.eu.auth0.com/'|credential.unclaimed",
                "AUTH0|person|'https://tasks.example.com',||token.audience",
                "KEYCLOAK|person|realms/corp|realms/other|credential.unclaimed",
                "KEYCLOAK|person|'tasks.api','account'|'account'|token.audience",
                "KEYCLOAK|person|'typ':'Bearer'|'typ':'Refresh'|token.type",
                "KEYCLOAK|person|'sub':'uuid-1',||token.claims",
                "ADFS|person|http://fs.example.com/adfs/services/trust|https://fs.example/adfs|credential.unclaimed",
                "ADFS|person|identityserver:tasks|identityserver:other|token.audience",
                "ADFS|person|'primarysid':'S-1-5-21-1-2-3-1104',||token.claims",
                "ADFS|client|'appid':'daemon'|'appid':'daemon','unique_name':'CORP-jane'|token.claims",
                "ADFS|client|'appid':'daemon'|'appid':'daemon','email':'jane@corp.example.com'|token.claims",
                "GOOGLE|person|'hd':'example.com'|'hd':'other.example'|token.owner",
                "GOOGLE|person|'hd':'example.com'|'hd':['example.com']|token.owner",
                "GOOGLE|person|'hd':'example.com',||token.owner",
                "GOOGLE|client|'sub':'1122'|'sub':'1123'|token.owner",
                "GOOGLE|client|'aud':'https://tasks.example.com'|'aud':'https://other.example.com'|token.audience",
                "ZITADEL|person|corp.zitadel|other.zitadel|credential.unclaimed",
                "ZITADEL|person|'77@tasks','2567'|'77@tasks'|token.audience",
                "ZITADEL|id|'sid':'V1'|'sid':'V1','at_hash':'h','jti':'j'|token.type",
                "HYDRA|person|hydra.example.com/|hydra.example.com|credential.unclaimed",
                "HYDRA|person|'aud':['tasklist-api']|'aud':[]|token.audience",
                "HYDRA|person|'client_id':'web'|'client_id':'web','token_use':'refresh_token'|token.type",
                "KUBERNETES|person|'namespace':'jobs'|'namespace':'other'|token.owner",
                "KUBERNETES|person|'namespace':'jobs'|'namespace':['jobs']|token.owner",
                "KUBERNETES|person|'kubernetes.io':{|'kubernetes':{|token.owner",
                "KUBERNETES|person|svc.cluster.local|svc.other.local|credential.unclaimed",
                "GITHUB_ACTIONS|person|'repository_owner_id':'1234'|'repository_owner_id':'9999'|token.owner",
                "GITHUB_ACTIONS|person|'repository_owner_id':'1234'|'repository_owner_id':['1234']|token.owner",
                "GITHUB_ACTIONS|person|'repository_owner_id':'1234',||token.owner",
                "GITHUB_ACTIONS|person|'aud':'tasklist-api'|'aud':'https://github.com/corp'|token.audience"
            })
    void foreignAndOtherTokens_areRefused(ProviderSample sample, String base, String from, String to, String reason)
            throws Exception {
        String claims = switch (base) {
            case "person" -> sample.person();
            case "client" -> sample.client();
            default -> sample.idToken();
        };
        String part = from.replace('\'', '"');
        String other = to == null ? "" : to.replace('\'', '"');
        assertTrue(claims.contains(part), part);
        try (ProviderRig rig = ProviderRig.open(folder, sample.settings())) {
            assertEquals(reason, rig.outcome(sample.sign(ProviderRig.KEY, claims.replace(part, other))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENTRA|tenants||auth.jwt.tenants|is missing",
                "ENTRA|audience||auth.jwt.audience|is missing",
                "ENTRA|algorithms|HS256|auth.jwt.algorithms|shared secret",
                "ENTRA|subject-claim|email|auth.jwt.subject-claim|email_verified",
                "COGNITO|audience-claims|azp|auth.jwt.audience-claims|azp",
                "COGNITO|issuer||auth.jwt.issuer|amazonaws.com/<user pool ID>",
                "KEYCLOAK|issuer||auth.jwt.issuer|/realms/<realm>",
                "GOOGLE|owner||auth.jwt.owner|hd, sub",
                "GOOGLE|owner|email=jane@example.com|auth.jwt.owner|hd, sub",
                "GOOGLE|issuer,owner|https://cloud.google.com/iap|auth.jwt.owner|hd, sub",
                "KUBERNETES|owner||auth.jwt.owner|kubernetes.io.namespace",
                "KUBERNETES|issuer,owner|https://my-cluster.example.com|auth.jwt.owner|kubernetes.io.namespace",
                "GITHUB_ACTIONS|owner||auth.jwt.owner|repository_owner_id",
                "GITHUB_ACTIONS|issuer,owner|https://ghes.example.com/token|auth.jwt.owner|repository_owner_id",
                "GITHUB_ACTIONS|provider|github|auth.jwt.provider|expected one of generic, entra"
            })
    void settingsThatLeaveAGap_refuseTheStart(
            ProviderSample sample, String keys, String value, String at, String message) {
        Map<String, String> settings = sample.settings();
        settings.put("auth.jwt.jwks-file", TenantRig.keys(folder, ProviderRig.KEY));
        for (String key : keys.split(",")) {
            settings.remove("auth.jwt." + key);
        }
        if (value != null) {
            settings.put("auth.jwt." + keys.split(",")[0], value);
        }
        SettingException refused = assertThrows(
                SettingException.class,
                () -> ProviderRig.start(settings, new LinkedBlockingQueue<>()).close());
        assertEquals(at, refused.key());
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}
