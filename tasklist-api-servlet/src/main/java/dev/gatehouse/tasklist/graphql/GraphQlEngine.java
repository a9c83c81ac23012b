package dev.gatehouse.tasklist.graphql;

import graphql.GraphQL;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.parser.ParserOptions;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeRuntimeWiring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Builds the GraphQL engine from schema, resolvers and limits. */
final class GraphQlEngine {

    private static final String SCHEMA = "tasklist.graphqls";
    private static final int MAX_TOKENS = 5_000;
    private static final int MAX_RULE_DEPTH = 200;
    /** Cost of a field that reads the store. */
    private static final int ROOT_COST = 10;

    private static final int VARIABLES_COST = 5;
    private static final int ROWS_PER_COST = 100;

    private GraphQlEngine() {}

    /** Returns the limits of the parser. */
    static ParserOptions parserOptions() {
        return ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(MAX_TOKENS)
                        .maxRuleDepth(MAX_RULE_DEPTH)
                        .redactTokenParserErrorMessages(true));
    }

    static GraphQL build(GraphQlResolvers resolvers, GraphQlOptions options) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(DateTimeScalar.type())
                .type("Query", type -> all(type, resolvers.queries()))
                .type("Mutation", type -> all(type, resolvers.mutations()))
                .build();
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl()), wiring);
        return GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(new GraphQlErrors())
                .instrumentation(new ChainedInstrumentation(List.of(
                        new MaxQueryDepthInstrumentation(options.maxDepth()),
                        new MaxQueryComplexityInstrumentation(options.maxComplexity(), GraphQlEngine::cost))))
                .build();
    }

    private static TypeRuntimeWiring.Builder all(TypeRuntimeWiring.Builder type, Map<String, DataFetcher<?>> fetchers) {
        fetchers.forEach(type::dataFetcher);
        return type;
    }

    private static int cost(FieldComplexityEnvironment field, int children) {
        String name = field.getField().getName();
        String parent = field.getParentType().getName();
        if (parent.equals("Query") || parent.equals("Mutation")) {
            return ROOT_COST + rows(field) / ROWS_PER_COST + children;
        }
        return (parent.equals("Task") && name.equals("variables") ? VARIABLES_COST : 1) + children;
    }

    private static int rows(FieldComplexityEnvironment field) {
        if (field.getArguments().get("query") instanceof Map<?, ?> query
                && query.get("pageSize") instanceof Integer size) {
            return Math.max(0, size);
        }
        return 0;
    }

    private static String sdl() {
        try (InputStream in = GraphQlEngine.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException("the GraphQL schema " + SCHEMA + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the GraphQL schema " + SCHEMA, unreadable);
        }
    }
}
