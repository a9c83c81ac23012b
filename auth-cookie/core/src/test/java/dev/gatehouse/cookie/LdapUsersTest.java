package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.RDN;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.testkit.ProtectedSite;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented LDAP user directory, with a real server. */
class LdapUsersTest {

    private static final String PEOPLE = "ou=people,dc=example,dc=com";

    private InMemoryDirectoryServer server;
    private LDAPConnectionPool pool;
    private ProtectedSite http;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.setSchema(null);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
        server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        add("ann", "Ann", "correct horse", "office");
        add("jörg,o=x", "Jörg", "päss wörd", "office");
        add("off", "Off", "correct horse", "office", "employeeType: disabled");
        server.startListening();
        pool = new LDAPConnectionPool(server.getConnection(), 1, 4);
        http = LoginSite.start(
                new LdapUsers(pool, PEOPLE, Map.of("office", "WRITE")), Map.of("auth.mechanisms", "cookie, basic"));
    }

    private void add(String name, String shown, String password, String group, String... more) throws Exception {
        String dn = new RDN("uid", name) + "," + PEOPLE;
        Entry entry = new Entry(dn);
        entry.addAttribute("objectClass", "inetOrgPerson");
        entry.addAttribute("uid", name);
        entry.addAttribute("cn", shown);
        entry.addAttribute("userPassword", password);
        entry.addAttribute("departmentNumber", group);
        for (String line : more) {
            entry.addAttribute(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        server.add(entry);
    }

    @AfterEach
    void stop() {
        http.close();
        pool.close();
        server.shutDown(true);
    }

    @Test
    void correctPassword_logsIn() throws Exception {
        assertEquals(
                204,
                http.postForm("/api/login", "username=ann&password=correct+horse")
                        .statusCode());
        assertEquals(
                204,
                http.postForm("/api/login", "username=j%C3%B6rg,o=x&password=p%C3%A4ss+w%C3%B6rd")
                        .statusCode());
        assertEquals(
                "ann",
                http.get("/x", "Authorization", BasicFixture.header("ann", "correct horse"))
                        .body());
    }

    @Test
    void otherCredentials_areRefusedAlike() throws Exception {
        for (String form : new String[] {
            "username=ann&password=wrong",
            "username=nobody&password=correct+horse",
            "username=*&password=correct+horse",
            "username=ann)(uid=*&password=correct+horse",
            "username=off&password=correct+horse",
            "username=nobody+has+this+name&password=x"
        }) {
            var refused = http.postForm("/api/login", form);
            assertEquals(401, refused.statusCode(), form);
            assertEquals("{\"message\":\"\"}", refused.body());
        }
        assertEquals(400, http.postForm("/api/login", "username=ann&password=").statusCode());
    }

    @Test
    void directoryDown_isUnavailable() throws Exception {
        server.shutDown(true);
        assertEquals(
                503,
                http.postForm("/api/login", "username=ann&password=correct+horse")
                        .statusCode());
        LdapUsers users = new LdapUsers(pool, PEOPLE, Map.of());
        assertThrows(UsersUnavailableException.class, () -> users.find("ann"));
    }
}
