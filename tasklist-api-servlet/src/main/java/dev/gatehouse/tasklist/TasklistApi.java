package dev.gatehouse.tasklist;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.tasklist.engine.ProcessStarter;
import dev.gatehouse.tasklist.graphql.GraphQlApi;
import dev.gatehouse.tasklist.graphql.GraphQlOptions;
import dev.gatehouse.tasklist.http.HandlerServlet;
import dev.gatehouse.tasklist.http.Json;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.http.Responses;
import dev.gatehouse.tasklist.rest.RestApi;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.ProcessService;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import dev.gatehouse.tasklist.service.VariableValidator;
import dev.gatehouse.tasklist.store.TaskStore;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Tasklist API over a task store: GraphQL at {@code /graphql} and REST under {@code /v1}, as two servlets.
 *
 * <p>The servlets require the authentication filter: a request that did not pass the filter is answered with 500. The
 * access policy should require authentication for {@code /graphql} and {@code /v1/*}, which is its default. Reading
 * needs no permission. Changes need the permission {@code WRITE}, which the servlets check. With
 * {@link Builder#publicStartForms} the policy may open {@code /v1/external/process/*}, and with
 * {@link Builder#publicOpenApi} {@code /v1/openapi.json}.
 *
 * <p>A caller with a token is an API client. A caller with a session or a password is a person. A person acts for
 * themselves only; an API client may act for any user.
 *
 * <p>Errors of REST are {@code application/problem+json}; those of GraphQL are in {@code errors} with status 200. A
 * request that waits for its body holds no thread if the filter and the servlets support asynchronous processing, which
 * {@link #addTo} sets. Starting and deleting process instances needs a {@link Builder#processStarter} and is answered
 * with 501 without one. Immutable and thread-safe. The API does not close the store.
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
        RequestBodies bodies = new RequestBodies(mapper, builder.maxBodyBytes, builder.bodyTimeout);
        Responses responses = new Responses(mapper);
        VariableValidator texts = new VariableValidator(mapper);
        TaskService tasks = new TaskService(builder.store, options, texts);
        DefinitionService definitions = new DefinitionService(builder.store, options);
        ProcessService processes =
                new ProcessService(builder.store, builder.processStarter, definitions, options, texts);
        this.restServlet = new HandlerServlet(
                "Tasklist REST API", new RestApi(tasks, definitions, processes, options, bodies, responses));
        this.graphQlServlet = new HandlerServlet(
                "Tasklist GraphQL API",
                new GraphQlApi(tasks, definitions, processes, limits, bodies, responses, mapper));
    }

    /** Returns a builder for an API over this store. */
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
     * Registers both servlets under their paths. Must be called while the context starts.
     *
     * @throws IllegalStateException if the name or the path of a servlet is already in use
     */
    public void addTo(ServletContext context) {
        add(context, "tasklist-graphql", graphQlServlet, "/graphql");
        add(context, "tasklist-rest", restServlet, "/v1/*");
    }

    private static void add(ServletContext context, String name, Servlet servlet, String mapping) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        if (registration == null || !registration.addMapping(mapping).isEmpty()) {
            throw new IllegalStateException("cannot register the servlet " + name + " for " + mapping
                    + ": the name or the path is already in use");
        }
        registration.setLoadOnStartup(1);
        registration.setAsyncSupported(true);
    }

    /** Builds a {@link TasklistApi}. Not thread-safe. */
    public static final class Builder {

        private static final int DEFAULT_BODY_BYTES = 4 * 1024 * 1024;
        private static final Duration DEFAULT_BODY_TIMEOUT = Duration.ofSeconds(30);
        private static final int DEFAULT_DEPTH = 15;
        private static final int DEFAULT_COMPLEXITY = 400;

        private final TaskStore store;
        private @Nullable ProcessStarter processStarter;
        private Clock clock = Clock.systemUTC();
        private boolean multiTenancy;
        private boolean accessRestrictions;
        private boolean publicStartForms;
        private boolean publicOpenApi;
        private boolean resourcePermissions;
        private boolean introspection;
        private int maxBodyBytes = DEFAULT_BODY_BYTES;
        private Duration bodyTimeout = DEFAULT_BODY_TIMEOUT;
        private int maxDepth = DEFAULT_DEPTH;
        private int maxComplexity = DEFAULT_COMPLEXITY;

        private Builder(TaskStore store) {
            this.store = store;
        }

        /** Sets what starts and deletes process instances. Default: none, such requests are answered with 501. */
        public Builder processStarter(@Nullable ProcessStarter starter) {
            processStarter = starter;
            return this;
        }

        /** Sets the clock for completion times. Default: the system clock. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "clock");
            return this;
        }

        /**
         * Sets whether callers see only the data of their tenants. Default: false, callers see the data of all tenants.
         */
        public Builder multiTenancy(boolean on) {
            multiTenancy = on;
            return this;
        }

        /**
         * Sets whether a person may see and complete only these tasks: tasks assigned to them, tasks that name them or
         * one of their groups as candidate, and tasks without candidates. API clients are not restricted. Default:
         * false.
         */
        public Builder accessRestrictions(boolean on) {
            accessRestrictions = on;
            return this;
        }

        /**
         * Sets whether callers may read and start only the processes that their permissions name, such as
         * {@code process-definition:READ:invoice} and {@code process-definition:START_PROCESS_INSTANCE:*}. Tasks are
         * not affected. Default: false.
         */
        public Builder resourcePermissions(boolean on) {
            resourcePermissions = on;
            return this;
        }

        /**
         * Sets whether anonymous callers may read the start forms that a model marks as public, and whether these
         * processes are listed as public endpoints. Default: false.
         */
        public Builder publicStartForms(boolean on) {
            publicStartForms = on;
            return this;
        }

        /** Sets whether anonymous callers may read the description of the REST API. Default: false. */
        public Builder publicOpenApi(boolean on) {
            publicOpenApi = on;
            return this;
        }

        /** Sets whether GraphQL introspection is allowed. Default: false. {@code __typename} is always allowed. */
        public Builder introspection(boolean on) {
            introspection = on;
            return this;
        }

        /** Sets the maximum size of a request body in bytes. Larger bodies are answered with 413. Default: 4 MiB. */
        public Builder maxBodyBytes(int bytes) {
            maxBodyBytes = positive(bytes);
            return this;
        }

        /**
         * Sets the time in which a request body must arrive completely. Slower bodies are answered with 408. Default:
         * 30 seconds.
         */
        public Builder bodyTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("invalid timeout " + timeout + ": expected more than zero");
            }
            bodyTimeout = timeout;
            return this;
        }

        /** Sets the maximum depth of a GraphQL selection. Default: 15. */
        public Builder maxDepth(int depth) {
            maxDepth = positive(depth);
            return this;
        }

        /**
         * Sets the maximum cost of a GraphQL operation. Default: 400. A root field costs 10, plus 1 for every 100 tasks
         * of the page size. The variables of a task cost 5, every other field 1. Each alias counts.
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
            return new TasklistOptions(
                    clock, multiTenancy, accessRestrictions, publicStartForms, publicOpenApi, resourcePermissions);
        }

        private static int positive(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("invalid limit " + value + ": expected an integer of at least 1");
            }
            return value;
        }
    }
}
