package dev.gatehouse.tasklist.service;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.Tenants;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a requester may see, by tenant and by assignment and candidates, if these options are on. */
final class Visibility {

    private static final Set<String> DEFAULT_TENANT = Set.of(Tenants.DEFAULT);

    private final boolean multiTenancy;
    private final boolean accessRestrictions;

    Visibility(TasklistOptions options) {
        this.multiTenancy = options.multiTenancy();
        this.accessRestrictions = options.accessRestrictions();
    }

    /** Returns the tenants to search; null for all tenants, if multi-tenancy is off. */
    @Nullable
    Set<String> tenants(Requester who) {
        return multiTenancy ? who.tenants() : null;
    }

    /**
     * Returns the requested tenants that the requester belongs to. Ignores the request if multi-tenancy is off. Clients
     * without a tenant send an empty list or an empty name; both count as absent.
     */
    @Nullable
    Set<String> tenants(Requester who, @Nullable Collection<String> wanted) {
        Set<String> both = new HashSet<>(wanted == null ? Set.of() : wanted);
        both.remove("");
        if (!multiTenancy || both.isEmpty()) {
            return tenants(who);
        }
        both.retainAll(who.tenants());
        return both;
    }

    /** Returns the tenants to search for an interface without tenants. */
    @Nullable
    Set<String> defaultTenant(Requester who) {
        return tenants(who, DEFAULT_TENANT);
    }

    boolean seesTenant(Requester who, String tenantId) {
        return !multiTenancy || who.tenants().contains(tenantId);
    }

    /** Returns the person to restrict a search to; null for no restriction. */
    TaskQuery.@Nullable Person person(Requester who) {
        return accessRestrictions && !who.apiUser() ? new TaskQuery.Person(who.userId(), who.groups()) : null;
    }

    /** Refuses a task that the requester may not see. */
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
