package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.spi.MechanismContext;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the registrations of JDBC drivers with the host. A driver registers itself when its class is loaded, and
 * {@link DriverManager} would keep the class loader of an undeployed web application for ever. Drivers of the class
 * path of the JVM stay registered, because other code may use them. Thread-safe.
 */
final class DriverRegistrations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DriverRegistrations.class);

    private final ClassLoader loader;

    DriverRegistrations(ClassLoader loader) {
        this.loader = loader;
    }

    /** Ends the registrations when the host shuts down, and not at a reload, because the application goes on. */
    static void endWith(MechanismContext context) {
        context.sharedState(
                "jdbc-drivers",
                DriverRegistrations.class,
                () -> new DriverRegistrations(DriverRegistrations.class.getClassLoader()));
    }

    @Override
    public void close() {
        if (isOfJvm()) {
            return;
        }
        List<Driver> registered = DriverManager.drivers().toList();
        for (Driver driver : registered) {
            if (driver.getClass().getClassLoader() == loader) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException failure) {
                    LOG.warn("{} stays registered", driver.getClass().getName(), failure);
                }
            }
        }
    }

    private boolean isOfJvm() {
        for (ClassLoader of = ClassLoader.getSystemClassLoader(); of != null; of = of.getParent()) {
            if (of == loader) {
                return true;
            }
        }
        return false;
    }
}
