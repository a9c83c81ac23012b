package dev.gatehouse.samples.tasklist;

import java.util.List;

/** Writes the page of the documentation about reason codes. */
final class ReasonsPage {

    private static final String INTRODUCTION = """
            # Reasons

            <!-- Written from the declarations of the modules; a test fails when this page is stale. -->

            Every decision has a reason code. The audit log (logger `dev.gatehouse.audit`) has it as `reason`, often
            with a `detail`. Listeners receive both in `Decision.reason()`. The meaning of a code never changes, so
            alerts can rely on it. The audit log contains refusals, logins and logouts; `auth.audit = all` adds
            admissions.

            **What the client sees.** No response contains a code or a detail. The column has the status, and what else
            differs by code. In all rows:

            - A refusal has a body of type `application/problem+json` (RFC 9457). Its text depends on the status
              alone. Its `instance` is the `id` in the audit log; a refused login has it as the header `Refusal-Id`.
            - 401 has the challenges of the mechanisms in `WWW-Authenticate`. The one that explains the refusal
              comes first.
            - A browser that opens a page (`auth.access.page = on`) without a valid credential gets 303 to
              `auth.login-page` instead of 401.

            The codes of other mechanisms are in the file `META-INF/gatehouse/reasons.properties` of their modules,
            in the format of Gatehouse's own
            ([example](../samples/api-key/src/main/resources/META-INF/gatehouse/reasons.properties)).
            """;

    private ReasonsPage() {}

    /** Returns the page as Markdown that ends with a line break. */
    static String render(List<ReasonDeclarations> modules) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (ReasonDeclarations module : modules) {
            page.append("\n## ").append(module.title()).append('\n');
            if (!module.text().isEmpty()) {
                page.append('\n').append(module.text()).append('\n');
            }
            page.append("\n| Code | Meaning | Client sees | What to do |\n|---|---|---|---|\n");
            module.reasons()
                    .forEach((code, entry) -> page.append("| `" + code + "` | ")
                            .append(cell(entry.meaning()))
                            .append(" | ")
                            .append(cell(entry.client()))
                            .append(" | ")
                            .append(cell(entry.operator()))
                            .append(" |\n"));
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
