package dev.gatehouse.tasklist.rest;

import dev.gatehouse.tasklist.service.ApiProblem;
import java.util.List;

/** The {@code type} of a problem. Clients of the Operate API expect its words. */
final class ProblemTypes {

    private ProblemTypes() {}

    static String of(List<String> path, ApiProblem problem) {
        String first = path.get(0);
        if (!first.equals("process-definitions") && !EngineEndpoints.NAMES.contains(first)) {
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
