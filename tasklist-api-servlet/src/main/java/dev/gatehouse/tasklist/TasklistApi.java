package dev.gatehouse.tasklist;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.tasklist.graphql.GraphQlApi;
import dev.gatehouse.tasklist.graphql.GraphQlOptions;
import dev.gatehouse.tasklist.http.HandlerServlet;
import dev.gatehouse.tasklist.http.Json;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.http.Responses;
import dev.gatehouse.tasklist.rest.RestApi;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import dev.gatehouse.tasklist.service.VariableValidator;
import dev.gatehouse.tasklist.store.TaskStore;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.Objects;

/**
 * The Tasklist API over a task store: GraphQL at {@code /graphql} and REST under {@code /v1}, as two servlets.
 *
 * <p>It goes behind the authentication filter, which has to see every request: a request that the filter has not seen is
 * answered with 500. The access policy should say, or leave to its default, that {@code /graphql} and everything under
 * {@code /v1} is for authenticated callers; reading needs no more than that. Changes need the permission {@code WRITE},
 * which the servlets demand themselves. With {@link Builder#publicStartForms} the prefix {@code /v1/external/process/*} may be
 * open. Whoever comes with a token counts as an API client, whoever comes with a session or a password as a person: people
 * act for themselves, clients for anybody.
 *
 * <p>Errors of REST are {@code application/problem+json}; those of GraphQL are in {@code errors} with status 200. Starting
 * and deleting process instances needs a process engine and is answered with 501. Immutable and thread-safe. Closing the
 * store is up to whoever opened it.
 *
 * @since 0.1
 */
@Incubating
public final class TasklistApi {

    private final Servlet graphQlServlet;
    private final Servlet restServlet;

    private TasklistApi(Builder builder) {
        TasklistOptions options = builder.options();
        GraphQlOptions limits = new GraphQlOptions(builder.introspection, builder.maxDepth, builder.maxComplexity);
        JsonMapper mapper = Json.mapper(builder.maxBodyBytes);
        RequestBodies bodies = new RequestBodies(mapper, builder.maxBodyBytes);
        Responses responses = new Responses(mapper);
        TaskService tasks = new TaskService(builder.store, options, new VariableValidator(mapper));
        DefinitionService definitions = new DefinitionService(builder.store, options);
        this.restServlet =
                new HandlerServlet("Tasklist REST API", new RestApi(tasks, definitions, options, bodies, responses));
        this.graphQlServlet = new HandlerServlet(
                "Tasklist GraphQL API", new GraphQlApi(tasks, definitions, limits, bodies, responses, mapper));
    }

    /** Starts an API over a store. */
    public static Builder builder(TaskStore store) {
        return new Builder(Objects.requireNonNull(store, "store"));
    }

    /** Returns the servlet to map to {@code /graphql}. */
    public Servlet graphQlServlet() {
        return graphQlServlet;
    }

    /** Returns the servlet to map to {@code /v1/*}. */
    public Servlet restServlet() {
        return restServlet;
    }

    /**
     * Registers both servlets under their paths. For use while the context starts.
     *
     * @throws IllegalStateException if a servlet of that name, or another one for these paths, is registered already
     */
    public void addTo(ServletContext context) {
        add(context, "tasklist-graphql", graphQlServlet, "/graphql");
        add(context, "tasklist-rest", restServlet, "/v1/*");
    }

    private static void add(ServletContext context, String name, Servlet servlet, String mapping) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        if (registration == null || !registration.addMapping(mapping).isEmpty()) {
            throw new IllegalStateException("something else is registered as " + name + " or for " + mapping);
        }
        registration.setLoadOnStartup(1);
    }

    /** Collects the options. Not thread-safe. */
    public static final class Builder {

        private static final int DEFAULT_BODY_BYTES = 4 * 1024 * 1024;
        private static final int DEFAULT_DEPTH = 15;
        private static final int DEFAULT_COMPLEXITY = 400;

        private final TaskStore store;
        private Clock clock = Clock.systemUTC();
        private boolean multiTenancy;
        private boolean accessRestrictions;
        private boolean publicStartForms;
        private boolean introspection;
        private int maxBodyBytes = DEFAULT_BODY_BYTES;
        private int maxDepth = DEFAULT_DEPTH;
        private int maxComplexity = DEFAULT_COMPLEXITY;

        private Builder(TaskStore store) {
            this.store = store;
        }

        /** Clock for completion times; the system's when left out. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "clock");
            return this;
        }

        /** Whether callers see only what belongs to their tenants. Off by default: everybody sees everything. */
        public Builder multiTenancy(boolean on) {
            multiTenancy = on;
            return this;
        }

        /**
         * Whether people see and complete only tasks that are theirs, that name them or a group of theirs as candidate, or
         * that name no candidate. Off by default. API clients are never restricted.
         */
        public Builder accessRestrictions(boolean on) {
            accessRestrictions = on;
            return this;
        }

        /** Whether start forms that their models mark as public are shown to everybody, known or not. Off by default. */
        public Builder publicStartForms(boolean on) {
            publicStartForms = on;
            return this;
        }

        /** Whether GraphQL introspection is answered. Off by default; {@code __typename} is always answered. */
        public Builder introspection(boolean on) {
            introspection = on;
            return this;
        }

        /** Longest request body in bytes, at least 1; 4 MiB by default. Longer ones are answered with 413. */
        public Builder maxBodyBytes(int bytes) {
            maxBodyBytes = positive(bytes);
            return this;
        }

        /** Deepest GraphQL selection, at least 1; 15 by default. */
        public Builder maxDepth(int depth) {
            maxDepth = positive(depth);
            return this;
        }

        /**
         * Most expensive GraphQL operation, at least 1; 400 by default. A root field costs 10, and
         * 1 more for every 100 tasks on a page; variables of tasks cost 5, every other field 1; aliases cost again.
         */
        public Builder maxComplexity(int complexity) {
            maxComplexity = positive(complexity);
            return this;
        }

        /** Builds the API. */
        public TasklistApi build() {
            return new TasklistApi(this);
        }

        private TasklistOptions options() {
            return new TasklistOptions(clock, multiTenancy, accessRestrictions, publicStartForms);
        }

        private static int positive(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("must be positive: " + value);
            }
            return value;
        }
    }
}
