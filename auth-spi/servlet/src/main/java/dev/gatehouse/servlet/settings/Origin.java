package dev.gatehouse.servlet.settings;

/**
 * Where a value was written, as messages name it.
 *
 * @param source the file as it was named to the host, or another source
 * @param line the line in a file, counted from 1; 0 for other sources
 */
record Origin(String source, int line) {

    static final Origin CODE = new Origin("code", 0);
    static final Origin INIT_PARAMETER = new Origin("init parameter", 0);
    static final Origin SYSTEM_PROPERTY = new Origin("system property", 0);

    static Origin environment(String variable) {
        return new Origin("environment variable " + variable, 0);
    }

    boolean isFile() {
        return line > 0;
    }

    @Override
    public String toString() {
        return isFile() ? source + ":" + line : source;
    }
}
