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
 * Keeps the body of a 401 back, up to 64 KiB, so that the handler of the caller sees one response only: a handler that writes a file must not have written the refusal
 * into it, and a stream that nobody reads would hold its connection.
 */
record KeepingRefusal<T>(BodyHandler<T> handler) implements BodyHandler<KeepingRefusal.Body<T>> {

    private static final int LONGEST = 64 * 1024;

    /** What the caller's handler made of a body, or will make of the one that was kept. */
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

    /** There is nothing to ask for: everything comes at once. */
    private static final class AllSent implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
