package dev.gatehouse.tasklist;

import java.time.Clock;

/** Options of the task rules, see {@link TasklistApi.Builder}. */
record TasklistOptions(Clock clock, boolean multiTenancy, boolean accessRestrictions, boolean publicStartForms) {}
