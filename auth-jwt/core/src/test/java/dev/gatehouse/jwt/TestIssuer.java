package dev.gatehouse.jwt;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.jwt.keys.KeySetFetcher;
import dev.gatehouse.support.http.FetchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The keys of an issuer as a source that the test commands: what it publishes, whether it answers, and when. */
public final class TestIssuer implements KeySetFetcher {

    private byte[] document;
    private FetchException failure;
    private boolean holding;
    private int fetches;
    private final List<CompletableFuture<byte[]>> held = new ArrayList<>();

    public static TestIssuer publishing(TestKey... keys) {
        TestIssuer issuer = new TestIssuer();
        issuer.publish(keys);
        return issuer;
    }

    public static byte[] jwks(TestKey... keys) {
        List<Map<String, Object>> published = new ArrayList<>();
        for (TestKey key : keys) {
            published.add(key.published());
        }
        Map<String, Object> set = new HashMap<>();
        set.put("keys", published);
        return TestToken.bytes(JSONObjectUtils.toJSONString(set));
    }

    public synchronized void publish(TestKey... keys) {
        publish(jwks(keys));
    }

    public synchronized void publish(byte[] newDocument) {
        document = newDocument.clone();
        failure = null;
    }

    public synchronized void fail(FetchException newFailure) {
        failure = newFailure;
    }

    /** From now on requests hang until {@link #release()}. */
    public synchronized void hold() {
        holding = true;
    }

    public void release() {
        List<CompletableFuture<byte[]>> waiting;
        byte[] answer;
        synchronized (this) {
            holding = false;
            waiting = new ArrayList<>(held);
            held.clear();
            answer = document;
        }
        waiting.forEach(future -> future.complete(answer));
    }

    public synchronized int fetches() {
        return fetches;
    }

    @Override
    public synchronized CompletableFuture<byte[]> fetch() {
        fetches++;
        if (holding) {
            CompletableFuture<byte[]> waiting = new CompletableFuture<>();
            held.add(waiting);
            return waiting;
        }
        return failure == null ? CompletableFuture.completedFuture(document) : CompletableFuture.failedFuture(failure);
    }
}
