package dev.gatehouse.jwt.client;

import java.net.http.HttpClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's HTTP client when it is first needed: it has a thread of its own and loads TLS. Thread-safe. */
final class OnFirstUse implements Supplier<HttpClient> {

    private final Supplier<HttpClient> maker;
    private @Nullable HttpClient made;

    OnFirstUse(Supplier<HttpClient> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized HttpClient get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
