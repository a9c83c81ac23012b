package dev.gatehouse.tasklist;

import java.time.Clock;

/** What embedders may choose, see {@link TasklistApi.Builder}. */
record TasklistOptions(
        Clock clock,
        boolean multiTenancy,
        boolean accessRestrictions,
        boolean publicStartForms,
        boolean introspection,
        int maxBodyBytes,
        int maxDepth,
        int maxComplexity) {}
