package dev.gatehouse.samples.system;

import java.time.Instant;
import java.util.Locale;

/**
 * What each provider issues after a log-in, for the file {@code login-} with its name. Single quotes stand for double
 * quotes. ID tokens also get {@code iss}, {@code aud}, {@code iat}, {@code exp} and the nonce of the log-in.
 */
enum LoginTokens {
    KEYCLOAK(
            "https://sso.example.com/realms/main",
            "tasklist",
            "'typ':'ID','azp':'tasklist','sub':'uuid-1','sid':'s-1','preferred_username':'one','name':'User One'",
            "'typ':'Bearer','azp':'tasklist','sub':'uuid-1','sid':'s-1','aud':['tasklist-api','account'],"
                    + "'preferred_username':'one','name':'User One','groups':['/ops'],"
                    + "'resource_access':{'tasklist-api':{'roles':['reader','editor']}}",
            "one User One [READ, WRITE] [/ops]",
            "'realm_access':{'roles':['offline_access']},'resource_access':{}"),
    ENTRA(
            "https://login.microsoftonline.com/11111111-2222-4333-8444-55555555abcd/v2.0",
            "44445555-eeee-4666-8777-888899990000",
            "'ver':'2.0','tid':'11111111-2222-4333-8444-55555555abcd','oid':'0a0a-1','sub':'pairwise-1',"
                    + "'name':'User One','preferred_username':'one@example.com','roles':['Tasklist.Read'],"
                    + "'groups':['g-1'],'uti':'u','rh':'r'",
            "",
            "one@example.com User One [READ] [g-1]",
            "'roles':['Another.Role'],'scp':'Tasklist.Read'"),
    AUTH0(
            "https://example.eu.auth0.com/",
            "q1w2e3r4t5z6u7i8o9p0",
            "'sub':'auth0|65','sid':'s-1','name':'User One','email':'one@example.com','email_verified':true",
            "'azp':'q1w2e3r4t5z6u7i8o9p0','sub':'auth0|65','scope':'openid profile email offline_access',"
                    + "'aud':['https://tasks.example.com','https://example.eu.auth0.com/userinfo'],"
                    + "'https://tasklist.example.com/email':'one@example.com',"
                    + "'permissions':['write:tasks','read:tasks']",
            "one@example.com one@example.com [READ, WRITE] []",
            "'permissions':[]"),
    OKTA(
            "https://dev-1.okta.com/oauth2/default",
            "0oa1example",
            "'ver':1,'jti':'ID.1','sub':'00u1','idp':'00o1','amr':['pwd'],'name':'User One',"
                    + "'preferred_username':'one@example.com','email':'one@example.com',"
                    + "'groups':['Everyone','tasklist-readers']",
            "",
            "one@example.com User One [READ] [Everyone, tasklist-readers]",
            "'groups':['Everyone'],'scp':['READ']"),
    GENERIC(
            "https://accounts.example.com",
            "tasklist",
            "'sub':'1001','preferred_username':'one','name':'User One'",
            "",
            "one User One [READ, WRITE] []",
            "");

    private final String issuer;
    private final String client;
    private final String idToken;
    private final String accessToken;
    final String seen;
    private final String lacking;

    /**
     * @param idToken the claims of an ID token
     * @param accessToken the claims of an access token; empty if it is opaque for the application
     * @param seen the caller
     * @param lacking claims of a person without permissions, in place of those before; empty if there is none
     */
    LoginTokens(String issuer, String client, String idToken, String accessToken, String seen, String lacking) {
        this.issuer = issuer;
        this.client = client;
        this.idToken = idToken;
        this.accessToken = accessToken;
        this.seen = seen;
        this.lacking = lacking;
    }

    /** The name of the file. */
    String file() {
        return "login-" + name().toLowerCase(Locale.ROOT);
    }

    String issuer() {
        return issuer;
    }

    /** Returns its URL of a service. */
    String url(String name) {
        return (issuer.endsWith("/") ? issuer : issuer + "/") + name;
    }

    String metadata() {
        return json("'issuer':'" + issuer + "','jwks_uri':'" + url("keys") + "','authorization_endpoint':'"
                + url("authorize") + "','token_endpoint':'" + url("token") + "','end_session_endpoint':'"
                + url("logout") + "'");
    }

    boolean hasPeopleWithoutPermission() {
        return !lacking.isEmpty();
    }

    /** Returns what it issues to a person. */
    String person(ProviderKey key, String nonce) {
        return tokens(key, nonce, "");
    }

    /** Returns what it issues to a person who may not use the application. */
    String personWithoutPermission(ProviderKey key, String nonce) {
        return tokens(key, nonce, "," + lacking);
    }

    private String tokens(ProviderKey key, String nonce, String more) {
        long now = Instant.now().getEpochSecond();
        String times = "'iss':'" + issuer + "','iat':" + (now - 10) + ",'exp':" + (now + 300) + ",";
        String id = times + "'aud':'" + client + "','nonce':'" + nonce + "'," + idToken;
        String access =
                accessToken.isEmpty() ? "opaque" : key.sign("JWT", ClaimText.merged(times + accessToken + more));
        return json("'token_type':'Bearer','expires_in':300,'refresh_token':'r-1','access_token':'" + access
                + "','id_token':'" + key.sign("JWT", ClaimText.merged(accessToken.isEmpty() ? id + more : id)) + "'");
    }

    private static String json(String members) {
        return ClaimText.merged(members);
    }
}
