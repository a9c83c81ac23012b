package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.HttpTokens;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The access rule of one path. Start with {@link #at(String)}; the other methods return changed copies. Immutable.
 *
 * <p>Paths are written as in servlet mappings: {@code /health} matches exactly that path, {@code /v1/*} matches
 * {@code /v1} and all paths below it. The decoded path is compared, and case is significant. Regular expressions are
 * not supported.
 *
 * @since 0.1
 */
@Stable
public final class AccessRule {

    /** Whether a path requires a caller. */
    enum Mode {
        OPEN,
        OPTIONAL,
        AUTHENTICATED
    }

    /**
     * What step-up authentication (RFC 9470) a rule requires.
     *
     * @param acr the authentication context; {@code null} for any
     * @param maxAge the maximum time since the authentication; {@code null} for any
     */
    private record StepUp(@Nullable String acr, @Nullable Duration maxAge) {
        static final StepUp NONE = new StepUp(null, null);
    }

    static final AccessRule DEFAULT =
            new AccessRule("", Mode.AUTHENTICATED, Set.of(), Set.of(), Set.of(), StepUp.NONE, false);

    /** The rule in decisions about the endpoints of mechanisms. */
    static final AccessRule ENDPOINT =
            new AccessRule("endpoint", Mode.OPEN, Set.of(), Set.of(), Set.of(), StepUp.NONE, false);

    private final String path;
    private final Mode mode;
    private final Set<String> methods;
    private final Set<String> permissions;
    private final Set<String> mechanisms;
    private final StepUp stepUp;
    private final boolean page;
    private final String name;

    private AccessRule(
            String path,
            Mode mode,
            Set<String> methods,
            Set<String> permissions,
            Set<String> mechanisms,
            StepUp stepUp,
            boolean page) {
        this.path = path;
        this.mode = mode;
        this.methods = methods;
        this.permissions = permissions;
        this.mechanisms = mechanisms;
        this.stepUp = stepUp;
        this.page = page;
        this.name = path.isEmpty() ? "default" : (methods.isEmpty() ? "" : String.join(",", methods) + " ") + path;
    }

    /**
     * Returns a rule that requires an authenticated caller.
     *
     * @param path an exact path, or a prefix that ends in {@code /*}; decoded, beginning with a slash
     * @throws IllegalArgumentException if the path is invalid
     */
    public static AccessRule at(String path) {
        boolean prefix = path.endsWith("/*");
        String exact = prefix ? path.substring(0, path.length() - 2) : path;
        boolean form = (prefix && exact.isEmpty())
                || (exact.startsWith("/")
                        && !exact.contains("//")
                        && (exact.equals("/") || !exact.endsWith("/") || !prefix));
        if (!form
                || exact.indexOf('*') >= 0
                || exact.indexOf(';') >= 0
                || exact.indexOf('\\') >= 0
                || exact.indexOf('%') >= 0
                || exact.chars().anyMatch(Character::isISOControl)
                || (exact + "/").contains("/./")
                || (exact + "/").contains("/../")) {
            throw new IllegalArgumentException("expected a path such as /health or /v1/*, but got " + path);
        }
        return new AccessRule(path, Mode.AUTHENTICATED, Set.of(), Set.of(), Set.of(), StepUp.NONE, false);
    }

    /** Returns an open rule: credentials are ignored. */
    public AccessRule open() {
        if (!permissions.isEmpty() || !mechanisms.isEmpty() || !stepUp.equals(StepUp.NONE)) {
            throw new IllegalArgumentException("an open rule cannot have requirements: " + path);
        }
        return new AccessRule(path, Mode.OPEN, methods, permissions, mechanisms, stepUp, page);
    }

    /** Returns an optional rule: a request without a credential passes, and a bad credential is refused. */
    public AccessRule optional() {
        if (!permissions.isEmpty() || !stepUp.equals(StepUp.NONE)) {
            throw new IllegalArgumentException("an optional rule cannot have requirements: " + path);
        }
        return new AccessRule(path, Mode.OPTIONAL, methods, permissions, mechanisms, stepUp, page);
    }

    /** Returns this rule for these methods only. Case is significant. {@code GET} includes {@code HEAD}. */
    public AccessRule methods(String... methods) {
        named(methods, "method");
        for (String method : methods) {
            if (!HttpTokens.isToken(method) || !method.equals(method.toUpperCase(Locale.ROOT))) {
                throw new IllegalArgumentException("expected HTTP methods in upper case, such as GET: " + path);
            }
        }
        return new AccessRule(path, mode, Set.copyOf(List.of(methods)), permissions, mechanisms, stepUp, page);
    }

    /** Returns this rule for callers with one of these permissions. */
    public AccessRule permissions(String... anyOf) {
        named(anyOf, "permission");
        return new AccessRule(path, demanding(), methods, Set.copyOf(List.of(anyOf)), mechanisms, stepUp, page);
    }

    /**
     * Returns this rule for these mechanisms only. Credentials of other mechanisms are ignored. An unknown name refuses
     * the start.
     */
    public AccessRule mechanisms(String... names) {
        named(names, "mechanism");
        if (mode == Mode.OPEN) {
            throw new IllegalArgumentException("an open rule cannot name mechanisms: " + path);
        }
        return new AccessRule(path, mode, methods, permissions, Set.copyOf(List.of(names)), stepUp, page);
    }

    /**
     * Returns this rule for one authentication context (RFC 9470). A caller without {@code acr} does not satisfy it.
     */
    public AccessRule acr(String acr) {
        StepUp other = new StepUp(acr, stepUp.maxAge());
        return new AccessRule(path, demanding(), methods, permissions, mechanisms, other, page);
    }

    /**
     * Returns this rule with a maximum time since the authentication (RFC 9470). A caller whose authentication time is
     * unknown does not satisfy it.
     */
    public AccessRule maxAge(Duration maxAge) {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("expected a positive maximum age");
        }
        StepUp other = new StepUp(stepUp.acr(), maxAge);
        return new AccessRule(path, demanding(), methods, permissions, mechanisms, other, page);
    }

    /**
     * Returns this rule for a page: a browser that opens it without a credential is redirected to the login page, if
     * one is configured.
     */
    public AccessRule page() {
        return new AccessRule(path, mode, methods, permissions, mechanisms, stepUp, true);
    }

    /** An empty list would mean "any", which a caller of the method never intends. */
    private void named(String[] names, String what) {
        if (names.length == 0) {
            throw new IllegalArgumentException("expected at least one " + what + ": " + path);
        }
    }

    private Mode demanding() {
        if (mode != Mode.AUTHENTICATED) {
            throw new IllegalArgumentException("a rule that is open or optional cannot have requirements: " + path);
        }
        return mode;
    }

    String path() {
        return path;
    }

    boolean isPrefix() {
        return path.endsWith("/*");
    }

    Mode mode() {
        return mode;
    }

    Set<String> methods() {
        return methods;
    }

    Set<String> permissions() {
        return permissions;
    }

    Set<String> mechanisms() {
        return mechanisms;
    }

    Optional<String> acr() {
        return Optional.ofNullable(stepUp.acr());
    }

    Optional<Duration> maxAge() {
        return Optional.ofNullable(stepUp.maxAge());
    }

    /** Returns whether the rule refuses some authenticated callers. */
    boolean requiresMoreThanACaller() {
        return mode == Mode.AUTHENTICATED
                && !(permissions.isEmpty() && mechanisms.isEmpty() && stepUp.equals(StepUp.NONE));
    }

    boolean isPage() {
        return page;
    }

    /** Returns the name of the rule in decisions. */
    String name() {
        return name;
    }

    @Override
    public String toString() {
        return name + " " + mode;
    }
}
