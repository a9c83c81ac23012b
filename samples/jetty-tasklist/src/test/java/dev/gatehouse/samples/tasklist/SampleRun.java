package dev.gatehouse.samples.tasklist;

import dev.gatehouse.idp.IdentityProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The application as {@link Main} starts it, on free ports and with an environment of its own. */
final class SampleRun implements AutoCloseable {

    /** As much as can be set: how busy the machine is must not decide whether something is refused. */
    static final Map<String, String> PATIENCE = Map.of(
            "auth.http.connect-timeout", "30s",
            "auth.http.timeout", "1m",
            "auth.sessions.jdbc.connect-timeout", "10s",
            "auth.sessions.jdbc.timeout", "30s");

    private final SampleApplication application;
    private final Http http;

    private SampleRun(SampleApplication application) {
        this.application = application;
        this.http = new Http(application.base());
    }

    static SampleRun demo(Path data, String... options) {
        return demo(data, Map.of(), options);
    }

    /** Where it has an identity provider, it knows the keys when this returns. */
    static SampleRun demo(Path data, Map<String, String> overrides, String... options) {
        List<String> all = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
        all.addAll(List.of(options));
        if (!all.contains("--idp-port")) {
            all.addAll(List.of("--idp-port", "0"));
        }
        Map<String, String> settings = new HashMap<>(PATIENCE);
        settings.putAll(overrides);
        SampleRun run = new SampleRun(
                SampleApplication.start(parse(all.toArray(new String[0])), Environment.of(Map.of()), settings));
        if (run.application.idp() != null) {
            afterAll(503, () -> run.http.get("/ready").status());
        }
        return run;
    }

    static SampleRun configured(Path config, Map<String, String> environment) {
        return new SampleRun(
                SampleApplication.start(parse("--config", config.toString()), Environment.of(environment)));
    }

    static CommandLine parse(String... arguments) {
        try {
            return CommandLine.parse(arguments);
        } catch (UsageException problem) {
            throw new AssertionError(problem);
        }
    }

    /** Asks as long as it is answered so, and returns the first other answer. */
    static int afterAll(int meanwhile, Supplier<Integer> question) {
        int answer = question.get();
        while (answer == meanwhile) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = question.get();
        }
        return answer;
    }

    SampleApplication application() {
        return application;
    }

    Http http() {
        return http;
    }

    IdentityProvider idp() {
        return Objects.requireNonNull(application.idp());
    }

    /** Logs in and returns what to send as Cookie header. */
    String login(String user) {
        Http.Answer answer = http.postForm("/api/login", Map.of("username", user, "password", user));
        if (answer.status() != 204) {
            throw new AssertionError("no login: " + answer);
        }
        return answer.header("Set-Cookie").split(";", 2)[0];
    }

    /** Returns the id of an active task that somebody has, or nobody. */
    String openTask(String authorization, String filter) {
        Http.Answer found = http.postJson("/v1/tasks/search", filter, "Authorization", authorization);
        return found.json().get(0).get("id").asText();
    }

    @Override
    public void close() {
        application.close();
    }
}
