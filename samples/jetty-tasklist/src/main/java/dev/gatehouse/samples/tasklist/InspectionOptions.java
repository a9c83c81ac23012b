package dev.gatehouse.samples.tasklist;

import org.jspecify.annotations.Nullable;

/** Collects the options that belong to an {@link Inspection}. Not thread-safe. */
final class InspectionOptions {

    private static final String ALL = "all";

    private @Nullable Inspection inspection;
    private @Nullable String id;
    private @Nullable String log;

    /** @param value what follows the equals sign; empty if there is none */
    void check(String value) throws UsageException {
        if (!value.isEmpty() && !value.equals(ALL)) {
            throw new UsageException("--check accepts no value except " + ALL);
        }
        set(new Inspection.Check(value.equals(ALL)));
    }

    void request(String source) throws UsageException {
        set(new Inspection.Request(source));
    }

    void id(String refused) {
        id = refused;
    }

    void log(String source) {
        log = source;
    }

    private void set(Inspection chosen) throws UsageException {
        if (inspection != null) {
            throw onlyOne();
        }
        inspection = chosen;
    }

    /**
     * Returns the inspection.
     *
     * @param mode what to run; {@code null} if no option says so
     * @throws UsageException if options contradict each other or one is missing
     */
    @Nullable
    Inspection chosen(CommandLine.@Nullable Mode mode) throws UsageException {
        if (id != null || log != null) {
            if (inspection != null) {
                throw onlyOne();
            }
            if (id == null || log == null) {
                throw new UsageException("--explain-id ID and --log FILE belong together");
            }
            if (mode != null) {
                throw new UsageException("--explain-id needs no settings; it reads the log alone");
            }
            return new Inspection.Refusal(id, log);
        }
        if (inspection != null && mode != CommandLine.Mode.CONFIGURED) {
            throw new UsageException("--check and --explain require --config; the demo has no settings of your own");
        }
        return inspection;
    }

    private static UsageException onlyOne() {
        return new UsageException("only one of --check, --explain and --explain-id is allowed");
    }
}
