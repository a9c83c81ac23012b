package dev.gatehouse.samples.tasklist;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Suggests what to try next, as shell commands. Stateless. */
final class NextSteps {

    private NextSteps() {}

    /**
     * Returns the commands.
     *
     * @param base the URL of the application
     * @param idp the URL of the identity provider
     * @param hint a note about the identity provider, or null
     */
    static String text(URI base, URI idp, @Nullable String hint) {
        return """

                Tasklist is ready: {base}
                  Open it in a browser and log in as demo (password demo), act (act) or view (view, may only read).
                {hint}
                Or try it in another shell.

                # A token for an API client: form body, then JSON body
                TOKEN=$(curl -s {idp}/auth/realms/camunda-platform/protocol/openid-connect/token \\
                  -d grant_type=client_credentials -d client_id=demo-client -d client_secret=demo-secret \\
                  | sed -E 's/.*"access_token" *: *"([^"]+)".*/\\1/')

                TOKEN=$(curl -s {idp}/oauth/token -H 'Content-Type: application/json' \\
                  -d '{"grant_type":"client_credentials","client_id":"demo-client","client_secret":"demo-secret",\
                "audience":"tasklist.camunda.io"}' \\
                  | sed -E 's/.*"access_token" *: *"([^"]+)".*/\\1/')

                # Tasks over GraphQL, and over REST
                curl -s {base}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                  -d '{"query":"{ tasks(query: {state: CREATED, pageSize: 3}) { id name assignee } }"}'

                curl -s -X POST {base}/v1/tasks/search -H "Authorization: Bearer $TOKEN" -H 'Content-Type: \
                application/json' \\
                  -d '{"state":"CREATED","pageSize":3}'

                # Log in with a session cookie, and use it
                curl -s -c cookie.txt -X POST '{base}/api/login?username=demo&password=demo'

                curl -s -b cookie.txt -X POST {base}/v1/process-definitions/search -H 'Content-Type: \
                application/json' -d '{}'

                # Without credentials: 401, and how to get in
                curl -si {base}/v1/tasks/search -X POST

                """.replace("{base}", base.toString())
                .replace("{idp}", idp.toString())
                .replace("{hint}\n", hint == null ? "" : hint.indent(2) + "\n");
    }
}
