package dev.gatehouse.samples.tasklist;

/** The version of the sample, from the manifest of its jar. Stateless. */
final class Version {

    private Version() {}

    /** Returns one line with the version of the sample and that of Java. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "Gatehouse Tasklist sample " + (version == null ? "(not from a jar)" : version) + ", Java "
                + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }
}
