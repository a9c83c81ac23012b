package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.User;
import java.util.List;

/** The demo clients and users. They are the same as in the Keycloak realm of the tests. */
final class Demo {

    private static final String TASKLIST = "tasklist-api";
    private static final String ZEEBE = "zeebe-api";
    private static final String HOSTED_TASKLIST = "tasklist.camunda.io";
    private static final String HOSTED_OPERATE = "operate.camunda.io";
    private static final String HOSTED_ZEEBE = "zeebe.camunda.io";
    private static final String READ = "read:*";
    private static final String WRITE = "write:*";

    private Demo() {}

    static List<Client.Builder> clients() {
        return List.of(
                machine("m2m-full", "m2m-full-secret", READ, WRITE)
                        .audiences(TASKLIST, ZEEBE)
                        .permissions(ZEEBE, WRITE),
                machine("m2m-read", "m2m-read-secret", READ),
                Client.builder("m2m-wrong-aud")
                        .secret("m2m-wrong-aud-secret")
                        .audiences("operate-api")
                        .audiencesOnRequest(HOSTED_OPERATE),
                machine("m2m-es256", "m2m-es256-secret", READ, WRITE).signedWith("ES256"),
                machine("demo-client", "demo-secret", READ, WRITE),
                machine("readonly-client", "readonly-secret", READ),
                Client.builder("tasklist")
                        .secret("tasklist-secret")
                        .audiences(TASKLIST)
                        .audiencesOnRequest(HOSTED_TASKLIST)
                        .redirectUris(
                                "http://localhost:8080/identity-callback", "http://localhost:18082/identity-callback")
                        .postLogoutRedirectUris("http://localhost:8080/", "http://localhost:18082/"));
    }

    static List<User.Builder> users() {
        return List.of(
                person("demo", "Demo User", READ, WRITE),
                person("reader", "Read Only", READ),
                person("nobody", "No Rights"));
    }

    private static Client.Builder machine(String id, String secret, String... permissions) {
        return Client.builder(id)
                .secret(secret)
                .audiences(TASKLIST)
                .audiencesOnRequest(HOSTED_TASKLIST, HOSTED_OPERATE, HOSTED_ZEEBE)
                .permissions(TASKLIST, permissions)
                .permissions(HOSTED_TASKLIST, permissions);
    }

    /** The password is the name, as in the realm. */
    private static User.Builder person(String name, String displayName, String... permissions) {
        return User.builder(name, name)
                .displayName(displayName)
                .email(name + "@example.com")
                .permissions(TASKLIST, permissions)
                .permissions(HOSTED_TASKLIST, permissions);
    }
}
