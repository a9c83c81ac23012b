package dev.gatehouse.jwt.client;

import dev.gatehouse.support.http.BoundedBody;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Holds back the body of a 401 response, up to 64 KiB, so that the caller's handler sees only one response. Otherwise a
 * handler that writes a file would have written the body of the first response to it, and an unread stream would keep
 * its connection open.
 */
record KeepingRefusal<T>(BodyHandler<T> handler) implements BodyHandler<KeepingRefusal.Body<T>> {

    private static final int LONGEST = 64 * 1024;

    /** The result of the caller's handler, or the body that it has yet to handle. */
    interface Body<T> {
        CompletionStage<T> delivered();
    }

    @Override
    public BodySubscriber<Body<T>> apply(ResponseInfo info) {
        if (info.statusCode() == 401) {
            return BodySubscribers.mapping(BoundedBody.cut(LONGEST), bytes -> () -> replay(info, bytes));
        }
        BodySubscriber<T> direct = handler.apply(info);
        return BodySubscribers.mapping(direct, made -> () -> CompletableFuture.completedFuture(made));
    }

    private CompletionStage<T> replay(ResponseInfo info, byte[] bytes) {
        BodySubscriber<T> subscriber = handler.apply(info);
        subscriber.onSubscribe(new AllSent());
        if (bytes.length > 0) {
            subscriber.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
        }
        subscriber.onComplete();
        return subscriber.getBody();
    }

    /** Ignores demand, because everything is delivered at once. */
    private static final class AllSent implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
