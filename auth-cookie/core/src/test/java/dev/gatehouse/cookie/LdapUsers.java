package dev.gatehouse.cookie;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

// The directory verifies passwords itself, with a bind, and shows no hashes.
final class LdapUsers implements Users {

    private final LDAPConnectionPool pool;
    private final String people;
    private final Map<String, String> permissionOfGroup;

    LdapUsers(LDAPConnectionPool pool, String people, Map<String, String> permissionOfGroup) {
        this.pool = pool;
        this.people = people;
        this.permissionOfGroup = permissionOfGroup;
    }

    @Override
    public Optional<User> find(String name) throws UsersUnavailableException {
        try {
            SearchRequest search = new SearchRequest(
                    people,
                    SearchScope.ONE,
                    Filter.equals("uid", name),
                    "uid",
                    "cn",
                    "departmentNumber",
                    "employeeType");
            search.setSizeLimit(1);
            search.setTimeLimitSeconds(2);
            SearchResultEntry entry = pool.searchForEntry(search);
            return entry == null ? Optional.empty() : Optional.of(user(entry));
        } catch (LDAPException failure) {
            throw new UsersUnavailableException("cannot search the LDAP directory", failure);
        }
    }

    @Override
    public boolean matches(@Nullable User user, String password) throws UsersUnavailableException {
        // For an unknown user the bind is made as well, so that both responses take the same time.
        String name = user == null ? "no user has this name" : user.name();
        try {
            DN dn = new DN(new RDN("uid", name), new DN(people));
            // A bind without a password succeeds for every user (RFC 4513 section 5.1.2).
            return !password.isEmpty()
                    && pool.bindAndRevertAuthentication(new SimpleBindRequest(dn, password))
                            .getResultCode()
                            .equals(ResultCode.SUCCESS)
                    && user != null;
        } catch (LDAPException failure) {
            if (failure.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw new UsersUnavailableException("the LDAP directory can't check a password", failure);
        }
    }

    private User user(SearchResultEntry entry) {
        String name = entry.getAttributeValue("uid");
        Set<String> groups = values(entry, "departmentNumber");
        Set<String> permissions = new LinkedHashSet<>();
        for (String group : groups) {
            String permission = permissionOfGroup.get(group);
            if (permission != null) {
                permissions.add(permission);
            }
        }
        String shown = entry.getAttributeValue("cn");
        boolean disabled = values(entry, "employeeType").contains("disabled");
        return new User(name, shown == null ? name : shown, null, permissions, groups, Set.of(), disabled);
    }

    private static Set<String> values(SearchResultEntry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? Set.of() : new LinkedHashSet<>(List.of(values));
    }
}
