package dev.gatehouse.tasklist.rest;

import dev.gatehouse.tasklist.service.ApiProblem;
import java.util.List;

/** The {@code type} of a problem. Clients of {@code /v1/process-definitions} expect the words of the Operate API. */
final class ProblemTypes {

    private ProblemTypes() {}

    static String of(List<String> path, ApiProblem problem) {
        if (!path.get(0).equals("process-definitions")) {
            return "about:blank";
        }
        return switch (problem.status()) {
            case 400 -> problem.readable() ? "Data invalid" : "Invalid request";
            case 404 -> "Requested resource not found";
            case 500, 503 -> "API application error";
            default -> "Invalid request";
        };
    }
}
