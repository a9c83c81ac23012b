package dev.gatehouse.servlet;

import dev.gatehouse.servlet.response.AuditLog;
import java.io.PrintStream;
import org.slf4j.ILoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Tells operators that nothing is logged, in the one place that is left. An audit log that vanishes would otherwise be
 * noticed on the day it is needed. Stateless.
 */
final class MissingLog {

    private MissingLog() {}

    /** Writes a line to the standard error stream if no binding of SLF4J is on the class path. */
    static void tell(ILoggerFactory loggers) {
        tell(loggers, System.err);
    }

    static void tell(ILoggerFactory loggers, PrintStream err) {
        if (loggers instanceof NOPLoggerFactory) {
            err.println("Gatehouse: the audit log (logger " + AuditLog.LOGGER + ") and all other messages are lost,"
                    + " because the class path has no binding of SLF4J 2; add one, such as logback-classic");
        }
    }
}
