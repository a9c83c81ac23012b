package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of a response up to a limit. A longer body closes the connection and is a failure or is truncated.
 * For one response.
 *
 * @since 0.1
 */
@Internal
public final class BoundedBody implements BodySubscriber<byte[]> {

    private final int limit;
    private final boolean cut;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private BoundedBody(int limit, boolean cut) {
        this.limit = limit;
        this.cut = cut;
    }

    /**
     * A longer body ends with a {@link FetchException}.
     *
     * @param limit in bytes
     */
    public static BoundedBody whole(int limit) {
        return new BoundedBody(limit, false);
    }

    /**
     * Truncates a longer body at the limit.
     *
     * @param limit in bytes
     */
    public static BoundedBody cut(int limit) {
        return new BoundedBody(limit, true);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (buffer.remaining() > limit - collected.size()) {
                if (subscription != null) {
                    subscription.cancel();
                }
                if (cut) {
                    byte[] rest = new byte[limit - collected.size()];
                    buffer.get(rest);
                    collected.write(rest, 0, rest.length);
                    body.complete(collected.toByteArray());
                } else {
                    body.completeExceptionally(FetchException.tooLong(limit));
                }
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            collected.write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(collected.toByteArray());
    }
}
