package dev.gatehouse.tasklist.graphql;

import dev.gatehouse.tasklist.http.Timestamps;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Date and time with offset (RFC 3339 section 5.6); in Java an {@link Instant}. */
final class DateTimeScalar implements Coercing<Instant, String> {

    private static final String EXPECTED = "expected a date and time with offset";

    static GraphQLScalarType type() {
        return GraphQLScalarType.newScalar()
                .name("DateTime")
                .coercing(new DateTimeScalar())
                .build();
    }

    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
        if (result instanceof Instant time) {
            return String.valueOf(Timestamps.rfc3339(time));
        }
        throw new CoercingSerializeException(EXPECTED);
    }

    @Override
    public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
        Instant time = input instanceof String text ? Timestamps.parse(text) : null;
        if (time == null) {
            throw new CoercingParseValueException(EXPECTED);
        }
        return time;
    }

    @Override
    public @Nullable Instant parseLiteral(
            Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        String text = input instanceof StringValue literal ? literal.getValue() : null;
        Instant time = text == null ? null : Timestamps.parse(text);
        if (time == null) {
            throw new CoercingParseLiteralException(EXPECTED);
        }
        return time;
    }
}
