package dev.gatehouse.servlet.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An environment without the variables that Kubernetes injects for each Service ("service links"). A Service named
 * {@code sample} injects {@code SAMPLE_PORT=tcp://10.0.0.7:80}, which has the name of a setting and is not one. Not
 * thread-safe.
 */
final class ServiceVariables implements Lookup {

    private static final Pattern URL =
            Pattern.compile("(tcp|udp|sctp)://([0-9a-z.-]+|\\[[0-9a-f:.]+\\]|[0-9a-f:.]+):[0-9]{1,5}");
    private static final Pattern URL_NAME = Pattern.compile(".+_PORT(_[0-9]{1,5}_(TCP|UDP|SCTP))?");
    private static final Pattern PART =
            Pattern.compile("_SERVICE_HOST|_SERVICE_PORT(_.+)?|_PORT_[0-9]{1,5}_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR)");

    private final Lookup environment;
    private final Set<String> names = new TreeSet<>();

    ServiceVariables(Lookup environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String find(String name) {
        String value = environment.find(name);
        if (value == null || !isInjected(name, value)) {
            return value;
        }
        names.add(name);
        return null;
    }

    /**
     * URLs are recognised by name and value. The other values look like those of settings, so they count as injected
     * only if the rest of the Service's variables are there too.
     */
    private boolean isInjected(String name, String value) {
        if (URL_NAME.matcher(name).matches() && isUrl(value)) {
            return true;
        }
        // The name of a Service may itself contain what looks like a suffix, so every underscore may be the cut.
        for (int cut = name.indexOf('_'); cut >= 0; cut = name.indexOf('_', cut + 1)) {
            if (PART.matcher(name.substring(cut)).matches() && isService(name.substring(0, cut))) {
                return true;
            }
        }
        return false;
    }

    private boolean isService(String prefix) {
        String port = environment.find(prefix + "_PORT");
        return port != null
                && isUrl(port)
                && environment.find(prefix + "_SERVICE_HOST") != null
                && environment.find(prefix + "_SERVICE_PORT") != null;
    }

    private static boolean isUrl(String value) {
        return URL.matcher(value.trim().toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns whether a variable, which need not have the name of a setting, was injected. */
    boolean isInjected(String name) {
        String value = environment.find(name);
        return value != null && isInjected(name, value);
    }

    /** Returns a warning if variables with the names of settings were passed over. */
    List<String> warnings() {
        return names.isEmpty()
                ? List.of()
                : List.of("these environment variables are not read as settings, because Kubernetes injected them for a"
                        + " Service: " + String.join(", ", names)
                        + "; set enableServiceLinks: false in the pod to suppress them");
    }
}
