package dev.gatehouse.benchmarks.scale;

import java.util.Map;

/** What both databases are configured with: time enough for a machine that does other work besides. */
final class Jdbc {

    private Jdbc() {}

    static Map<String, String> settings(String url) {
        return Map.of(
                "auth.sessions.jdbc.url", url,
                "auth.sessions.jdbc.timeout", "30s",
                "auth.sessions.jdbc.connect-timeout", "10s");
    }
}
