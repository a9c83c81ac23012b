package dev.gatehouse.samples.containers;

import java.util.ArrayList;
import java.util.List;

/**
 * A request of the matrix, apart from its credential.
 *
 * @param group the rows that are told together
 * @param label what distinguishes the row within its group
 * @param head the method and the target
 * @param body what is sent as JSON; "" for nothing
 * @param needs what the caller needs
 */
record MatrixRow(String group, String label, String head, String body, Needs needs) {

    /** What a path, or the last one of a chain of dispatches, asks of its caller. */
    enum Needs {
        NOTHING,
        CALLER,
        WRITE
    }

    private static final String GRAPHQL = "{\"query\":\"{ __typename }\"}";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "REPORT");

    /** Returns every path with every method, and every way from one path to another. */
    static List<MatrixRow> all() {
        List<MatrixRow> all = new ArrayList<>();
        direct(all, "/open/x", Needs.NOTHING, "");
        direct(all, "/optional/x", Needs.NOTHING, "");
        direct(all, "/app/x", Needs.CALLER, "");
        direct(all, "/admin/x", Needs.WRITE, "");
        direct(all, "/v1/tasks/search", Needs.CALLER, "{}");
        direct(all, "/graphql", Needs.CALLER, GRAPHQL);
        for (String target : List.of("/open/target/x", "/app/x", "/admin/x", "/v1/tasks/1")) {
            for (String from : List.of("open", "optional", "in")) {
                for (String way : List.of("forward", "include", "async")) {
                    dispatched(all, from, way, target);
                }
            }
        }
        for (String from : List.of("open", "optional", "in")) {
            dispatched(all, from, "error", MatrixApplication.ERROR_PAGE);
        }
        return all;
    }

    private static void direct(List<MatrixRow> all, String path, Needs needs, String json) {
        for (String method : METHODS) {
            boolean hasBody = !json.isEmpty() && method.startsWith("P");
            all.add(new MatrixRow(path, method, method + " " + path, hasBody ? json : "", needs));
        }
    }

    private static void dispatched(List<MatrixRow> all, String from, String way, String target) {
        boolean open = target.equals(MatrixApplication.ERROR_PAGE) || target.startsWith("/open/");
        Needs needs =
                target.startsWith("/admin/") ? Needs.WRITE : !open || from.equals("in") ? Needs.CALLER : Needs.NOTHING;
        all.add(new MatrixRow(
                "dispatch to " + target, from + ">" + way, "GET /" + from + "/" + way + "?to=" + target, "", needs));
    }

    /** Returns whether a caller with this credential may pass. */
    boolean admits(Credential credential) {
        return switch (needs) {
            case NOTHING -> true;
            case CALLER -> credential.grants() != Credential.Grant.NOTHING;
            case WRITE -> credential.grants() == Credential.Grant.WRITE;
        };
    }

    String request(Credential credential) {
        StringBuilder text = new StringBuilder(head)
                .append(" HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nAccept: application/json\r\n")
                .append(credential.lines());
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        } else if (head.startsWith("P")) {
            text.append("Content-Length: 0\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
