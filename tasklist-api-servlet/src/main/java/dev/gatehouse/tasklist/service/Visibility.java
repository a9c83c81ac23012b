package dev.gatehouse.tasklist.service;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.Tenants;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a requester may see: by tenant when there are several, by assignment and candidates when that is switched on. */
final class Visibility {

    private static final Set<String> DEFAULT_TENANT = Set.of(Tenants.DEFAULT);

    private final boolean multiTenancy;
    private final boolean accessRestrictions;

    Visibility(TasklistOptions options) {
        this.multiTenancy = options.multiTenancy();
        this.accessRestrictions = options.accessRestrictions();
    }

    /** Tenants to look in; null for all, which is when there is no multi-tenancy. */
    @Nullable
    Set<String> tenants(Requester who) {
        return multiTenancy ? who.tenants() : null;
    }

    /** The same, less those that were not asked for; what was asked for is ignored without multi-tenancy. */
    @Nullable
    Set<String> tenants(Requester who, @Nullable List<String> wanted) {
        if (!multiTenancy || wanted == null) {
            return tenants(who);
        }
        Set<String> both = new HashSet<>(wanted);
        both.retainAll(who.tenants());
        return both;
    }

    /** Where interfaces that know no tenants look. */
    @Nullable
    Set<String> defaultTenant(Requester who) {
        return tenants(who, List.copyOf(DEFAULT_TENANT));
    }

    boolean seesTenant(Requester who, String tenantId) {
        return !multiTenancy || who.tenants().contains(tenantId);
    }

    /** The person by whom a search is limited; null for nobody. */
    TaskQuery.@Nullable Person person(Requester who) {
        return accessRestrictions && !who.apiUser() ? new TaskQuery.Person(who.userId(), who.groups()) : null;
    }

    /** Refuses a task that is meant for others. */
    void checkAccess(Requester who, Task task) {
        if (person(who) == null || who.userId().equals(task.assignee())) {
            return;
        }
        List<String> users = task.candidateUsers();
        List<String> groups = task.candidateGroups();
        boolean open = users == null && groups == null;
        boolean named = users != null && users.contains(who.userId());
        if (!open && !named && (groups == null || groups.stream().noneMatch(who.groups()::contains))) {
            throw ApiProblem.forbidden("User does not have permission to perform on this task.");
        }
    }
}
