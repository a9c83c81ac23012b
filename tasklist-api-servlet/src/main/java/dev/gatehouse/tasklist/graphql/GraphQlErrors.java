package dev.gatehouse.tasklist.graphql;

import dev.gatehouse.servlet.AccessRefusedException;
import dev.gatehouse.tasklist.http.Responses;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.concurrent.CompletableFuture;

/** Maps an exception of a field to an error. The message has no prefix, as Tasklist clients expect. */
final class GraphQlErrors implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(GraphqlErrorBuilder.newError()
                                .message("%s", message(parameters.getException()))
                                .path(parameters.getPath())
                                .location(parameters.getSourceLocation())
                                .build())
                        .build());
    }

    private static String message(Throwable failure) {
        if (failure instanceof AccessRefusedException) {
            return "Access Denied";
        }
        RuntimeException unchecked =
                failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
        return Responses.problemOf(unchecked).text();
    }
}
