package dev.gatehouse.samples.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * Tokens in the shape of each provider, for the file of the same name. Single quotes stand for double quotes. Every
 * token also gets {@code iat} and {@code exp}.
 */
enum ProviderTokens {
    ENTRA(
            "https://login.microsoftonline.com/{tenantid}/v2.0",
            "https://login.microsoftonline.com/organizations/v2.0",
            "JWT",
            "'iss':'https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0',"
                    + "'tid':'11111111-2222-4333-8444-55555555abcd','aud':'11112222-bbbb-4333-8ccc-4444dddd5555',"
                    + "'ver':'2.0','azp':'33334444-aaaa-4bbb-8ccc-000011112222','uti':'u','rh':'r'",
            "'oid':'0a0a-1','sub':'pairwise-1','name':'User One','preferred_username':'one@example.com',"
                    + "'azpacr':'0','scp':'Tasks.Read Tasks.Write','groups':['g-1']",
            "oid:0a0a-1 User One [READ, WRITE] [g-1]",
            "'oid':'0a0a-2','sub':'0a0a-2','azpacr':'1','idtyp':'app','roles':['Tasks.Read']",
            "oid:0a0a-2 oid:0a0a-2 [READ] []",
            "'oid':'0a0a-1','sub':'x','scp':'Tasks.Read','tid':'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123',"
                    + "'iss':'https://login.microsoftonline.com/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123/v2.0'",
            "401 token.tenant"),
    ENTRA_EXTERNAL_ID(
            "https://aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123.ciamlogin.com/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123/v2.0",
            "",
            "JWT",
            "'aud':'11112222-bbbb-4333-8ccc-4444dddd5555','tid':'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123'",
            "'azp':'spa','sub':'customer-1','name':'Customer One','nonce':'n','scp':'Tasks.Read','ver':'1.0'",
            "customer-1 Customer One [READ] []",
            "'azp':'daemon','azpacr':'1','sub':'daemon-1','oid':'daemon-1','roles':['Tasks.Write'],'ver':'2.0'",
            "daemon-1 daemon-1 [WRITE] []",
            "'azp':'spa','sub':'customer-1','name':'Customer One','nonce':'n','ver':'1.0'",
            "401 token.type"),
    COGNITO(
            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example",
            "",
            "",
            "'jti':'j','version':2",
            "'sub':'0b0b-1','client_id':'3n4bexample','token_use':'access','scope':'openid tasks/read',"
                    + "'cognito:groups':['staff'],'username':'one','origin_jti':'o','event_id':'e'",
            "0b0b-1 one [READ] [staff]",
            "'sub':'3n4bexample','client_id':'3n4bexample','token_use':'access','scope':'tasks/write'",
            "3n4bexample 3n4bexample [WRITE] []",
            "'sub':'0b0b-1','client_id':'another','token_use':'access','scope':'tasks/read','username':'one'",
            "401 token.audience"),
    OKTA(
            "https://dev-1.okta.com/oauth2/default",
            "",
            "",
            "'aud':'api://default','ver':1,'jti':'AT.1'",
            "'cid':'0oa1','uid':'00u1','sub':'one@example.com','scp':['openid','tasks.read'],'groups':['Everyone']",
            "uid:00u1 one@example.com [READ] [Everyone]",
            "'cid':'0oa2','sub':'0oa2','scp':['tasks.write']",
            "cid:0oa2 0oa2 [WRITE] []",
            "'cid':'0oa1','uid':'00u1','sub':'one@example.com','scp':['tasks.read'],'aud':'https://dev-1.okta.com'",
            "401 token.audience"),
    AUTH0(
            "https://example.eu.auth0.com/",
            "",
            "JWT",
            "'aud':['https://tasks.example.com','https://example.eu.auth0.com/userinfo']",
            "'sub':'auth0|65','azp':'spa','scope':'openid profile','permissions':['read:tasks']",
            "auth0|65 auth0|65 [READ] []",
            "'sub':'m2m@clients','azp':'m2m','gty':'client-credentials','permissions':['write:tasks']",
            "m2m@clients m2m@clients [WRITE] []",
            "'sub':'auth0|65','aud':'spa','name':'User One','nonce':'n','sid':'s'",
            "401 token.type"),
    KEYCLOAK(
            "https://sso.example.com/realms/main",
            "",
            "JWT",
            "'aud':['tasklist-api','account'],'typ':'Bearer','jti':'j'",
            "'azp':'web','sub':'uuid-1','preferred_username':'one','name':'User One',"
                    + "'realm_access':{'roles':['reader']},'resource_access':{'tasklist-api':{'roles':['editor']},"
                    + "'account':{'roles':['manage-account']}},'groups':['/ops'],'scope':'openid'",
            "uuid-1 one [READ, WRITE] [/ops]",
            "'azp':'m2m','client_id':'m2m','clientHost':'10.0.0.1','sub':'uuid-2',"
                    + "'preferred_username':'service-account-m2m',"
                    + "'resource_access':{'tasklist-api':{'roles':['reader']}}",
            "uuid-2 service-account-m2m [READ] []",
            "'azp':'web','sub':'uuid-1','aud':'account','resource_access':{'tasklist-api':{'roles':['editor']}}",
            "401 token.audience"),
    ADFS(
            "http://fs.example.com/adfs/services/trust",
            "https://fs.example.com/adfs/discovery",
            "JWT",
            "'aud':'microsoft:identityserver:tasklist-api','ver':'1.0'",
            "'appid':'web','apptype':'Public','primarysid':'S-1-5-21-1-2-3-1104','unique_name':'CORP\\\\one',"
                    + "'upn':'one@corp.example.com','role':'CN=Readers,OU=Groups,DC=example'",
            "primarysid:S-1-5-21-1-2-3-1104 CORP\\one [READ] []",
            "'appid':'daemon','apptype':'Confidential','role':['CN=Editors,OU=Groups,DC=example']",
            "appid:daemon appid:daemon [WRITE] []",
            "'iss':'https://fs.example.com/adfs','aud':'web','sub':'pairwise','unique_name':'CORP\\\\one'",
            "401 credential.unclaimed"),
    GOOGLE(
            "https://accounts.google.com",
            "",
            "JWT",
            "'aud':'https://tasks.example.com','email_verified':true",
            "'azp':'https://tasks.example.com','sub':'5566','hd':'example.com','email':'one@example.com',"
                    + "'name':'User One'",
            "5566 User One [READ] []",
            "'azp':'112233445566778899001','sub':'112233445566778899001','email':'job@p.iam.gserviceaccount.com'",
            "112233445566778899001 112233445566778899001 [READ] []",
            "'azp':'998877665544332211009','sub':'998877665544332211009','email':'job@q.iam.gserviceaccount.com'",
            "401 token.owner"),
    ZITADEL(
            "https://example.zitadel.cloud",
            "",
            "at+jwt",
            "'aud':['77@tasks','256700000000000001'],'jti':'V2_1'",
            "'sub':'1001','client_id':'77@tasks','name':'User One','urn:zitadel:iam:org:project:roles':"
                    + "{'editor':{'256700000000000009':'example.zitadel.cloud'},"
                    + "'reader':{'999':'other.zitadel.cloud'}}",
            "1001 User One [WRITE] []",
            "'sub':'2002','client_id':'2002'",
            "2002 2002 [] []",
            "'sub':'1001','client_id':'77@tasks','aud':['77@tasks']",
            "401 token.audience"),
    HYDRA(
            "https://hydra.example.com/",
            "",
            "JWT",
            "'aud':['tasklist-api'],'jti':'j','ext':{}",
            "'sub':'user-1','client_id':'web','scp':['tasks.read','openid']",
            "user-1 user-1 [READ] []",
            "'sub':'m2m','client_id':'m2m','scp':['tasks.write']",
            "m2m m2m [WRITE] []",
            "'sub':'user-1','rat':1,'sid':'s','auth_time':1",
            "401 token.claims"),
    KUBERNETES(
            "https://kubernetes.default.svc.cluster.local",
            "",
            "",
            "'aud':['tasklist-api'],'jti':'j'",
            "'sub':'system:serviceaccount:jobs:worker','kubernetes.io':{'namespace':'jobs',"
                    + "'pod':{'name':'p','uid':'2'},"
                    + "'serviceaccount':{'name':'worker','uid':'3'}}",
            "system:serviceaccount:jobs:worker worker [READ, WRITE] []",
            "'sub':'system:serviceaccount:jobs:cron','kubernetes.io':{'namespace':'jobs',"
                    + "'serviceaccount':{'name':'cron','uid':'4'}}",
            "system:serviceaccount:jobs:cron cron [READ, WRITE] []",
            "'sub':'system:serviceaccount:other:worker','kubernetes.io':{'namespace':'other',"
                    + "'serviceaccount':{'name':'worker','uid':'5'}}",
            "401 token.owner"),
    GITHUB_ACTIONS(
            "https://token.actions.githubusercontent.com",
            "",
            "JWT",
            "'aud':'tasklist-api','jti':'j'",
            "'sub':'repo:example/app:ref:refs/heads/main','repository':'example/app','repository_owner':'example',"
                    + "'repository_owner_id':'1234','ref':'refs/heads/main','run_id':'1'",
            "repo:example/app:ref:refs/heads/main example/app [READ] []",
            "'sub':'repo:example/app:environment:production','repository':'example/app','repository_owner_id':'1234'",
            "repo:example/app:environment:production example/app [READ] []",
            "'sub':'repo:other/app:ref:refs/heads/main','repository':'other/app','repository_owner_id':'999'",
            "401 token.owner");

    private static final JsonMapper JSON = new JsonMapper();

    private final String issuer;
    private final String place;
    private final String type;
    private final String shared;
    private final String person;
    final String personSeen;
    private final String client;
    final String clientSeen;
    private final String bad;
    final String badSeen;

    ProviderTokens(
            String issuer,
            String place,
            String type,
            String shared,
            String person,
            String personSeen,
            String client,
            String clientSeen,
            String bad,
            String badSeen) {
        this.issuer = issuer;
        this.place = place.isEmpty() ? issuer : place;
        this.type = type;
        this.shared = shared;
        this.person = person;
        this.personSeen = personSeen;
        this.client = client;
        this.clientSeen = clientSeen;
        this.bad = bad;
        this.badSeen = badSeen;
    }

    /** The name of the file. */
    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String issuer() {
        return issuer;
    }

    /** Where its metadata and keys are. */
    String place() {
        return place;
    }

    String person(ProviderKey key) {
        return token(key, person, 300);
    }

    String expired(ProviderKey key) {
        return token(key, person, -3600);
    }

    String client(ProviderKey key) {
        return token(key, client, 300);
    }

    /** A well signed one that this API must not accept: of another owner or client, or an ID token. */
    String bad(ProviderKey key) {
        return token(key, bad, 300);
    }

    private String token(ProviderKey key, String claims, long life) {
        long now = Instant.now().getEpochSecond();
        // A claim of the single token goes before the one that all tokens of the provider have.
        ObjectNode all = json("'iss':'" + issuer + "'," + shared);
        all.setAll(json(claims));
        all.put("iat", now + Math.min(life, 0) - 10).put("exp", now + life);
        return key.sign(type, all.toString());
    }

    private static ObjectNode json(String members) {
        try {
            return (ObjectNode) JSON.readTree("{" + members.replace('\'', '"') + "}");
        } catch (JsonProcessingException invalid) {
            throw new IllegalStateException(invalid);
        }
    }
}
