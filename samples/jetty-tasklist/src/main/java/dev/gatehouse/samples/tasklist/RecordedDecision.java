package dev.gatehouse.samples.tasklist;

import dev.gatehouse.support.Printable;
import dev.gatehouse.support.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the audit log recorded it, found by the id that the body of a refusal has as {@code instance}. It is
 * explained with the texts about reason codes of all modules, and never made again. Immutable.
 */
final class RecordedDecision {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_VALUE = 2000;

    /** The members with a log message in JSON, of Logback's own encoder and of others. */
    private static final List<String> MESSAGES = List.of("formattedMessage", "message");

    private final Map<String, @Nullable Object> members;

    private RecordedDecision(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * Finds the decision with an id. A line of the log may begin with anything, such as a time and a level, and ends
     * with the line that the logger {@code dev.gatehouse.audit} received; or the whole line is a JSON object that has
     * it as {@code formattedMessage} or {@code message}. Other lines, and those longer than 64 KiB, are passed over.
     *
     * @param id the id, as in the response or the log
     * @param log the log, which is read to the decision or to the end, and not closed
     * @return the decision; empty if the log has none with this id
     * @throws IOException if the log cannot be read
     */
    static Optional<RecordedDecision> find(String id, BufferedReader log) throws IOException {
        StrictJson json = new StrictJson(LONGEST_LINE);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            // Cheap, because nearly all lines are about something else.
            if (line.contains(id) && line.length() <= LONGEST_LINE) {
                Map<String, @Nullable Object> found = decision(line, json);
                if (found != null && id.equals(found.get("id"))) {
                    return Optional.of(new RecordedDecision(found));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Map<String, @Nullable Object> decision(String line, StrictJson json) {
        int start = line.indexOf("{\"");
        if (start < 0) {
            return null;
        }
        Map<String, @Nullable Object> object =
                json.object(line.substring(start).strip().getBytes(StandardCharsets.UTF_8));
        for (String member : MESSAGES) {
            if (object != null && object.get(member) instanceof String message && message.startsWith("{\"")) {
                object = json.object(message.getBytes(StandardCharsets.UTF_8));
            }
        }
        return object != null && object.get("reason") instanceof String && object.get("outcome") instanceof String
                ? object
                : null;
    }

    /** Returns the reason code. */
    String reason() {
        return member("reason");
    }

    /**
     * Returns what was decided, why, what the client got and what an operator can do, one statement per line. Values of
     * the log are escaped, so that they cannot forge a line.
     */
    List<String> explanation() {
        ReasonTexts texts = ReasonTexts.read();
        List<String> lines = new ArrayList<>();
        lines.add(member("time") + ": " + member("outcome") + " with status " + member("status") + ", reason "
                + reason());
        lines.add("request:    " + member("method") + " " + orNone(member("path")) + " from " + member("client"));
        add("rule:       ", member("rule"), lines);
        add("mechanism:  ", member("mechanism"), lines);
        add("subject:    ", member("subject"), lines);
        add("issuer:     ", member("issuer"), lines);
        add("detail:     ", member("detail"), lines);
        String meaning = texts.meaning(reason());
        if (meaning.isEmpty()) {
            lines.add("meaning:    no module on the class path describes this reason; see the documentation of the"
                    + " mechanism");
        }
        add("meaning:    ", meaning, lines);
        add("client got: ", texts.client(reason()), lines);
        add("what to do: ", texts.operator(reason()), lines);
        return List.copyOf(lines);
    }

    private static String orNone(String path) {
        return path.isEmpty() ? "(a path that was not accepted)" : path;
    }

    private static void add(String label, String value, List<String> lines) {
        if (!value.isEmpty()) {
            lines.add(label + value);
        }
    }

    private String member(String name) {
        Object value = members.get(name);
        return value == null ? "" : Printable.escaped(value.toString(), LONGEST_VALUE);
    }

    /** Contains the id and the reason. */
    @Override
    public String toString() {
        return "RecordedDecision[" + member("id") + ", " + reason() + "]";
    }
}
