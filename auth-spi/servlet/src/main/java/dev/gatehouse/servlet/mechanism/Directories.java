package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The directories of people that the mechanisms {@linkplain AuthenticationMechanism#directories() have}, and what their
 * names begin with. No two people of different directories have the same name. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class Directories {

    /** The name of a caller or of its directory cannot be used. */
    public static final Reason NAME = Reason.of("caller.name");

    /** The prefixes by issuer. */
    private final Map<String, String> prefixes = new TreeMap<>();
    /** Those that are not empty; none if there are fewer than two directories. */
    private final List<String> reserved;

    private final @Nullable String problem;

    private Directories(List<ActiveMechanism<?>> mechanisms) {
        String clash = null;
        for (ActiveMechanism<?> mechanism : mechanisms) {
            for (Map.Entry<String, String> directory : mechanism.directories().entrySet()) {
                String other = prefixes.putIfAbsent(directory.getKey(), directory.getValue());
                if (other != null && !other.equals(directory.getValue())) {
                    clash = "the names of " + shown(directory.getKey()) + " have two prefixes, " + quoted(other)
                            + " and " + quoted(directory.getValue());
                }
            }
        }
        List<String> all = new ArrayList<>();
        if (prefixes.size() > 1) {
            prefixes.values().stream().filter(prefix -> !prefix.isEmpty()).forEach(all::add);
        }
        this.reserved = List.copyOf(all);
        this.problem = clash == null ? overlap() : clash;
    }

    /** Returns the directories that the mechanisms declare. */
    public static Directories of(List<ActiveMechanism<?>> mechanisms) {
        return new Directories(mechanisms);
    }

    /** Returns why names of people could be equal; {@code null} if they cannot. */
    @Nullable
    public String problem() {
        return problem;
    }

    private @Nullable String overlap() {
        for (Map.Entry<String, String> one : prefixes.entrySet()) {
            for (Map.Entry<String, String> other : prefixes.entrySet()) {
                boolean same = one.getKey().equals(other.getKey());
                boolean begins = one.getValue().isEmpty()
                        ? other.getValue().isEmpty()
                        : other.getValue().startsWith(one.getValue());
                if (!same && begins) {
                    return "people of " + shown(one.getKey()) + " and of " + shown(other.getKey())
                            + " could have the same name: their names begin with " + quoted(one.getValue()) + " and "
                            + quoted(other.getValue())
                            + ". Give the names of all directories but one a prefix of their own, with the setting"
                            + " name-prefix of the mechanism, such as auth.identity.name-prefix = corp:";
                }
            }
        }
        return null;
    }

    private static String shown(String issuer) {
        return Printable.text(issuer, 200);
    }

    private static String quoted(String prefix) {
        return prefix.isEmpty() ? "nothing" : '"' + Printable.text(prefix, 64) + '"';
    }

    /**
     * Returns why a caller is refused: a name that is reserved for another directory; {@code null} if it is not.
     *
     * @param ofMechanism the directories of the mechanism that authenticated the caller, one of which may stand for
     *     many issuers
     */
    @Nullable
    public Reason refusal(Caller caller, Map<String, String> ofMechanism) {
        if (reserved.isEmpty()) {
            return null;
        }
        String own = prefixes.get(caller.issuer());
        if (own == null) {
            own = "";
            for (String prefix : ofMechanism.values()) {
                own = caller.getName().startsWith(prefix) ? prefix : own;
            }
        }
        if (!caller.getName().startsWith(own)) {
            return NAME.withDetail("the name does not begin with the prefix of its directory, " + quoted(own));
        }
        for (int i = 0; i < reserved.size(); i++) {
            String prefix = reserved.get(i);
            if (!prefix.equals(own) && caller.getName().startsWith(prefix)) {
                return NAME.withDetail("the name begins with the prefix of another directory, " + quoted(prefix));
            }
        }
        return null;
    }
}
