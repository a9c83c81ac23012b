package dev.gatehouse.samples.tasklist;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What pages throw or write to the console as an error, but for refusals that are expected. */
final class Complaints {

    private static final List<String> API = List.of("/graphql", "/v1/", "/api/login", "/api/passkeys/");

    private final List<String> texts = new ArrayList<>();

    /** Chromium complains of every refusal, and 401 is the answer to whether somebody is logged in. */
    private final Set<Integer> expected = new HashSet<>(Set.of(401));

    void listenTo(Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message)) {
                texts.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(texts::add);
    }

    /** Expects that the API refuses with this status too. */
    void expect(int status) {
        expected.add(status);
    }

    List<String> texts() {
        return texts;
    }

    private boolean isExpected(ConsoleMessage message) {
        Stream<String> refusals = expected.stream()
                .map(status -> "Failed to load resource: the server responded with a status of " + status + " ");
        return refusals.anyMatch(message.text()::startsWith) && API.stream().anyMatch(path(message)::startsWith);
    }

    /** The location is the address with line and column behind it. */
    private static String path(ConsoleMessage message) {
        return URI.create(message.location()).getPath();
    }
}
