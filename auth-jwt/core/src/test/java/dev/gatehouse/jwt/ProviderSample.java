package dev.gatehouse.jwt;

import dev.gatehouse.spi.settings.SettingList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tokens with the claims that the documentation of each provider shows, and the settings that an operator writes for
 * them. In claims, single quotes stand for double quotes; every token gets {@code iat} and {@code exp}.
 */
enum ProviderSample {
    ENTRA(
            "JWT",
            "audience=11112222-bbbb-3333-cccc-4444dddd5555, tenants=" + TenantRig.FIRST,
            "'iss':'https://login.microsoftonline.com/" + TenantRig.FIRST + "/v2.0','tid':'" + TenantRig.FIRST
                    + "','aud':'11112222-bbbb-3333-cccc-4444dddd5555','ver':'2.0','uti':'t1','rh':'r1'",
            "'azp':'web-app','azpacr':'0','oid':'oid-jane','sub':'pairwise-jane','name':'Jane',"
                    + "'preferred_username':'jane@example.com','scp':'Tasks.Read Tasks.Write','roles':['Approver'],"
                    + "'groups':['g-1']",
            "PERSON oid:oid-jane Jane [Approver, Tasks.Read, Tasks.Write] [g-1]",
            "'azp':'daemon','azpacr':'1','oid':'oid-daemon','sub':'oid-daemon','roles':['Tasks.Read.All']",
            "CLIENT oid:oid-daemon oid:oid-daemon [Tasks.Read.All] []",
            "'oid':'oid-jane','sub':'pairwise-jane','name':'Jane','preferred_username':'jane@example.com'",
            "token.claims"),
    ENTRA_EXTERNAL_ID(
            "JWT",
            "audience=api-1, issuer=https://t1.ciamlogin.com/t1/v2.0",
            "'iss':'https://t1.ciamlogin.com/t1/v2.0','tid':'t1','aud':'api-1'",
            "'azp':'spa','sub':'jane','oid':'jane','name':'Jane','nonce':'n','scp':'Tasks.Read','ver':'1.0',"
                    + "'tfp':'B2C_1_signin'",
            "PERSON jane Jane [Tasks.Read] []",
            "'azp':'daemon','azpacr':'1','oid':'o-1','sub':'o-1','roles':['Tasks.All'],'ver':'2.0'",
            "CLIENT o-1 o-1 [Tasks.All] []",
            "'sub':'jane','oid':'jane','name':'Jane','nonce':'n','ver':'1.0','tfp':'B2C_1_signin'",
            "token.type"),
    COGNITO(
            null,
            "audience=3n4b, issuer=https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab",
            "'iss':'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab','jti':'j','version':2",
            "'sub':'aaaa-bbbb','client_id':'3n4b','token_use':'access','scope':'openid tasks/read',"
                    + "'cognito:groups':['admins'],'username':'jane','origin_jti':'o','event_id':'e'",
            "PERSON aaaa-bbbb jane [openid, tasks/read] [admins]",
            "'sub':'3n4b','client_id':'3n4b','token_use':'access','scope':'tasks/write'",
            "CLIENT 3n4b 3n4b [tasks/write] []",
            "'sub':'aaaa-bbbb','aud':'3n4b','token_use':'id','at_hash':'h','cognito:username':'jane',"
                    + "'email':'jane@example.com'",
            "token.type"),
    OKTA(
            null,
            "issuer=https://dev-1.okta.com/oauth2/default",
            "'iss':'https://dev-1.okta.com/oauth2/default','ver':1,'jti':'AT.1'",
            "'aud':'api://default','cid':'0oa1','uid':'00u1','sub':'jane@example.com','scp':['openid','tasks'],"
                    + "'groups':['Everyone']",
            "PERSON uid:00u1 jane@example.com [openid, tasks] [Everyone]",
            "'aud':'api://default','cid':'0oa2','sub':'0oa2','scp':['tasks.write']",
            "CLIENT cid:0oa2 0oa2 [tasks.write] []",
            "'aud':'0oa1','sub':'00u1','name':'Jane','idp':'00o1','amr':['pwd'],'at_hash':'h'",
            "token.claims"),
    AUTH0(
            "JWT",
            "audience=https://tasks.example.com, issuer=https://t1.eu.auth0.com/",
            "'iss':'https://t1.eu.auth0.com/'",
            "'sub':'auth0|65','aud':['https://tasks.example.com','https://t1.eu.auth0.com/userinfo'],'azp':'spa',"
                    + "'scope':'openid profile','permissions':['read:tasks']",
            "PERSON auth0|65 auth0|65 [read:tasks] []",
            "'sub':'m2m@clients','aud':'https://tasks.example.com','azp':'m2m','gty':'client-credentials',"
                    + "'scope':'write:tasks','permissions':['write:tasks']",
            "CLIENT m2m@clients m2m@clients [write:tasks] []",
            "'sub':'auth0|65','aud':'spa','name':'Jane','nonce':'n','sid':'s'",
            "token.type"),
    KEYCLOAK(
            "JWT",
            "audience=tasks.api, issuer=https://sso.example.com/realms/corp",
            "'iss':'https://sso.example.com/realms/corp','jti':'j'",
            "'typ':'Bearer','aud':['tasks.api','account'],'azp':'web','sub':'uuid-1','preferred_username':'jane',"
                    + "'name':'Jane','realm_access':{'roles':['staff']},"
                    + "'resource_access':{'tasks.api':{'roles':['WRITE']},'account':{'roles':['manage-account']}},"
                    + "'groups':['/ops'],'scope':'openid'",
            "PERSON uuid-1 jane [WRITE, staff] [/ops]",
            "'typ':'Bearer','aud':'tasks.api','azp':'m2m','client_id':'m2m','clientHost':'10.0.0.1','sub':'uuid-2',"
                    + "'preferred_username':'service-account-m2m','resource_access':{'tasks.api':{'roles':['READ']}}",
            "CLIENT uuid-2 service-account-m2m [READ] []",
            "'typ':'ID','aud':['web','tasks.api'],'azp':'web','sub':'uuid-1','at_hash':'h','nonce':'n'",
            "token.type"),
    ADFS(
            "JWT",
            "audience=microsoft:identityserver:tasks, issuer=http://fs.example.com/adfs/services/trust",
            "'iss':'http://fs.example.com/adfs/services/trust','aud':'microsoft:identityserver:tasks','ver':'1.0'",
            "'appid':'web','apptype':'Public','primarysid':'S-1-5-21-1-2-3-1104','unique_name':'CORP\\\\jane',"
                    + "'upn':'jane@corp.example.com','role':'TaskAdmins','group':['CORP\\\\Ops'],'scp':'openid tasks'",
            "PERSON primarysid:S-1-5-21-1-2-3-1104 CORP\\jane [TaskAdmins, openid, tasks] [CORP\\Ops]",
            "'appid':'daemon','apptype':'Confidential','scp':'tasks'",
            "CLIENT appid:daemon appid:daemon [tasks] []",
            "'sub':'pairwise','upn':'jane@corp.example.com','unique_name':'CORP\\\\jane','sid':'S-1','pwd_exp':'1'",
            "token.claims"),
    GOOGLE(
            "JWT",
            "audience=https://tasks.example.com, \"owner=hd=example.com, sub=1122\"",
            "'iss':'https://accounts.google.com','email_verified':true",
            "'aud':'https://tasks.example.com','azp':'web.apps.googleusercontent.com','sub':'5566','hd':'example.com',"
                    + "'email':'jane@example.com','name':'Jane','at_hash':'h'",
            "PERSON 5566 Jane [] []",
            "'aud':'https://tasks.example.com','azp':'1122','sub':'1122'," + "'email':'job@p.iam.gserviceaccount.com'",
            "CLIENT 1122 1122 [] []",
            "'aud':['https://tasks.example.com','other'],'azp':'other','sub':'5566','hd':'example.com','nonce':'n'",
            "token.audience"),
    ZITADEL(
            "at+jwt",
            "audience=2567, issuer=https://corp.zitadel.cloud",
            "'iss':'https://corp.zitadel.cloud','nbf':1767225000",
            "'sub':'1001','aud':['77@tasks','2567'],'client_id':'77@tasks','jti':'V2_1','name':'Jane',"
                    + "'urn:zitadel:iam:org:project:roles':{'writer':{'9':'corp.zitadel.cloud'}}",
            "PERSON 1001 Jane [writer] []",
            "'sub':'2002','aud':['2567'],'client_id':'2002','jti':'V2_2'",
            "CLIENT 2002 2002 [] []",
            "'sub':'1001','aud':['77@tasks','2567'],'azp':'77@tasks','client_id':'77@tasks','sid':'V1'",
            "token.claims"),
    HYDRA(
            "JWT",
            "audience=tasklist-api, issuer=https://hydra.example.com/",
            "'iss':'https://hydra.example.com/','jti':'j','nbf':1767225000",
            "'aud':['tasklist-api'],'sub':'jane','client_id':'web','ext':{},'scp':['tasks','openid']",
            "PERSON jane jane [openid, tasks] []",
            "'aud':['tasklist-api'],'sub':'m2m','client_id':'m2m','ext':{},'scp':['tasks']",
            "CLIENT m2m m2m [tasks] []",
            "'aud':['web','tasklist-api'],'sub':'jane','rat':1767225000,'sid':'s','auth_time':1767225000",
            "token.claims"),
    KUBERNETES(
            null,
            "audience=tasklist-api, owner=kubernetes.io.namespace=jobs",
            "'iss':'https://kubernetes.default.svc.cluster.local','aud':['tasklist-api'],'jti':'j'",
            "'sub':'system:serviceaccount:jobs:worker','kubernetes.io':{'namespace':'jobs',"
                    + "'pod':{'name':'p','uid':'2'},'serviceaccount':{'name':'worker','uid':'3'}}",
            "CLIENT system:serviceaccount:jobs:worker worker [] []",
            "'sub':'system:serviceaccount:jobs:cron','kubernetes.io':{'namespace':'jobs',"
                    + "'serviceaccount':{'name':'cron','uid':'4'}}",
            "CLIENT system:serviceaccount:jobs:cron cron [] []",
            "'sub':'jane','kubernetes.io':{'namespace':'jobs'},'nonce':'n'",
            "token.claims"),
    GITHUB_ACTIONS(
            "JWT",
            "audience=tasklist-api, owner=repository_owner_id=1234",
            "'iss':'https://token.actions.githubusercontent.com','aud':'tasklist-api','jti':'j'",
            "'sub':'repo:corp/app:ref:refs/heads/main','repository':'corp/app','repository_owner':'corp',"
                    + "'repository_owner_id':'1234','actor':'jane','ref':'refs/heads/main','run_id':'1'",
            "CLIENT repo:corp/app:ref:refs/heads/main corp/app [] []",
            "'sub':'repo:corp/app:environment:prod','repository':'corp/app','repository_owner_id':'1234',"
                    + "'environment':'prod'",
            "CLIENT repo:corp/app:environment:prod corp/app [] []",
            "'sub':'repo:corp/app:ref:refs/heads/main','repository':'corp/app',"
                    + "'repository_owner_id':'1234','nonce':'n'",
            "token.type");

    private final String type;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final String shared;
    private final String person;
    final String personSeen;
    private final String client;
    final String clientSeen;
    private final String idToken;
    final String idTokenRefusal;

    ProviderSample(
            String type,
            String settings,
            String shared,
            String person,
            String personSeen,
            String client,
            String clientSeen,
            String idToken,
            String idTokenRefusal) {
        this.type = type;
        this.settings.put("auth.jwt.provider", provider());
        for (String item : SettingList.items(settings)) {
            int equals = item.indexOf('=');
            this.settings.put("auth.jwt." + item.substring(0, equals), item.substring(equals + 1));
        }
        this.shared = shared;
        this.person = person;
        this.personSeen = personSeen;
        this.client = client;
        this.clientSeen = clientSeen;
        this.idToken = idToken;
        this.idTokenRefusal = idTokenRefusal;
    }

    /** The value of {@code auth.jwt.provider}. */
    String provider() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, String> settings() {
        return new LinkedHashMap<>(settings);
    }

    String person() {
        return claims(shared + "," + person);
    }

    String client() {
        return claims(shared + "," + client);
    }

    String idToken() {
        return claims(shared + "," + idToken);
    }

    private static String claims(String members) {
        return "{" + members.replace('\'', '"') + ",\"iat\":" + (TestToken.NOW - 10) + ",\"exp\":"
                + (TestToken.NOW + 300) + "}";
    }

    /** Signs claims as the provider does. */
    String sign(TestKey key, String claims) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"" + key.kid() + "\""
                + (type == null ? "}" : ",\"typ\":\"" + type + "\"}");
        return TestToken.of(key).header(header).payload(claims).compact();
    }
}
