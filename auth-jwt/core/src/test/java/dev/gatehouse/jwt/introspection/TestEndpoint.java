package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.support.http.FetchException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An introspection endpoint that the test commands: what it answers, whether it does, and when. */
public final class TestEndpoint {

    private Function<String, String> answers = token -> "{\"active\":false}";
    private FetchException failure;
    private boolean holding;
    private int calls;
    private int secondTries;
    private final List<Runnable> held = new ArrayList<>();

    public synchronized TestEndpoint answering(String json) {
        return answering(token -> json);
    }

    public synchronized TestEndpoint answering(Function<String, String> json) {
        answers = json;
        failure = null;
        return this;
    }

    synchronized void failing(int status, long retryAfterSeconds) {
        failure = new FetchException("it answered with status " + status, status, retryAfterSeconds);
    }

    synchronized void unreachable() {
        failure = new FetchException("it did not answer in time");
    }

    /** From now on answers wait for {@link #release()}. */
    synchronized void hold() {
        holding = true;
    }

    void release() {
        List<Runnable> waiting;
        synchronized (this) {
            holding = false;
            waiting = new ArrayList<>(held);
            held.clear();
        }
        waiting.forEach(Runnable::run);
    }

    public synchronized int calls() {
        return calls;
    }

    synchronized int callsThatMayBeRepeated() {
        return secondTries;
    }

    CompletableFuture<byte[]> ask(String token, boolean again) {
        CompletableFuture<byte[]> future = new CompletableFuture<>();
        Runnable answer;
        synchronized (this) {
            calls++;
            secondTries += again ? 1 : 0;
            FetchException failed = failure;
            String json = failed == null ? answers.apply(token) : "";
            answer = () -> {
                if (failed == null) {
                    future.complete(TestToken.bytes(json));
                } else {
                    future.completeExceptionally(failed);
                }
            };
            if (holding) {
                held.add(answer);
                return future;
            }
        }
        answer.run();
        return future;
    }
}
