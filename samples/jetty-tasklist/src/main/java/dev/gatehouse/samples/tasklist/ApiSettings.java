package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.tasklist.TasklistApi;
import java.util.List;

/**
 * The settings of the Tasklist API. Immutable.
 *
 * @param multiTenancy whether callers see only the data of their tenants
 * @param accessRestrictions whether persons see only their own tasks and those that they are candidates for
 * @param publicStartForms whether anonymous callers may read public start forms
 * @param publicOpenApi whether anonymous callers may read the description of the REST API
 * @param resourcePermissions whether callers may read and start only the processes that their permissions name
 * @param introspection whether GraphQL introspection is allowed
 */
record ApiSettings(
        boolean multiTenancy,
        boolean accessRestrictions,
        boolean publicStartForms,
        boolean publicOpenApi,
        boolean resourcePermissions,
        boolean introspection) {

    private static final Setting<Boolean> MULTI_TENANCY = Setting.flag(
                    "tasklist.multi-tenancy",
                    "Limits callers to the data of the tenants that their mechanism names. Off: all callers see the "
                            + "data of all tenants.")
            .defaultsTo("off");

    private static final Setting<Boolean> ACCESS_RESTRICTIONS = Setting.flag(
                    "tasklist.user-access-restrictions",
                    "Limits a user to the tasks that are assigned to them, that name them or one of their groups as"
                            + " candidate, or that have no candidates. API clients are not limited.")
            .defaultsTo("off");

    private static final Setting<Boolean> PUBLIC_START_FORMS = Setting.flag(
                    "tasklist.public-start-forms",
                    "Lets anonymous callers read the start forms that a model marks as public, below "
                            + "/v1/external/process, and lists these processes as public endpoints.")
            .defaultsTo("off");

    private static final Setting<Boolean> PUBLIC_OPENAPI = Setting.flag(
                    "tasklist.public-openapi",
                    "Lets anonymous callers read the description of the REST API at /v1/openapi.json. Off: like the "
                            + "API itself, it needs an authenticated caller.")
            .defaultsTo("off");

    private static final Setting<Boolean> RESOURCE_PERMISSIONS = Setting.flag(
                    "tasklist.resource-permissions",
                    "Limits callers to the processes that their permissions name: process-definition:READ:invoice to "
                            + "read, process-definition:START_PROCESS_INSTANCE:invoice to list and start, * for all "
                            + "processes. A caller without such permissions sees no process. Tasks are not affected.")
            .defaultsTo("off");

    private static final Setting<Boolean> INTROSPECTION = Setting.flag(
                    "tasklist.graphql-introspection",
                    "Lets authenticated callers read the GraphQL schema. The demonstration allows it.")
            .defaultsTo("off");

    /** Returns the declarations, in the order of the configuration page. */
    static List<Setting<?>> declarations() {
        return List.of(
                MULTI_TENANCY,
                ACCESS_RESTRICTIONS,
                PUBLIC_START_FORMS,
                PUBLIC_OPENAPI,
                RESOURCE_PERMISSIONS,
                INTROSPECTION);
    }

    /** Returns the settings of the demonstration. */
    static ApiSettings ofDemo() {
        return new ApiSettings(false, false, false, false, false, true);
    }

    static ApiSettings of(Settings settings) {
        return new ApiSettings(
                settings.get(MULTI_TENANCY),
                settings.get(ACCESS_RESTRICTIONS),
                settings.get(PUBLIC_START_FORMS),
                settings.get(PUBLIC_OPENAPI),
                settings.get(RESOURCE_PERMISSIONS),
                settings.get(INTROSPECTION));
    }

    /** Applies the settings to the API. */
    TasklistApi.Builder apply(TasklistApi.Builder api) {
        return api.multiTenancy(multiTenancy)
                .accessRestrictions(accessRestrictions)
                .publicStartForms(publicStartForms)
                .publicOpenApi(publicOpenApi)
                .resourcePermissions(resourcePermissions)
                .introspection(introspection);
    }

    /** Opens what anonymous callers may read. */
    AccessPolicy.Builder apply(AccessPolicy.Builder policy) {
        if (publicStartForms) {
            policy.open("/v1/external/process/*");
        }
        return publicOpenApi ? policy.open("/v1/openapi.json") : policy;
    }
}
