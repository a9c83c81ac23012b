package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.HttpTokens;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.ServletRequestView;
import dev.gatehouse.servlet.gate.WebSocketProtocols;
import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.mechanism.ActivePlace;
import dev.gatehouse.servlet.mechanism.BrokenMechanismException;
import dev.gatehouse.servlet.mechanism.Directories;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Ambiguous;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Continue;
import dev.gatehouse.spi.AuthenticationResult.NotMine;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.AuthenticationResult.Throttled;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext.Cause;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is calling. The only place that looks inside an {@link AuthenticationResult}.
 *
 * <ol>
 *   <li>Every mechanism that counts for the rule extracts, from each of its places. Mechanisms with an equal source and
 *       the same extractor object extract once and get the same credential. An {@code Authorization} scheme that no
 *       mechanism claims counts as absent.
 *   <li>Credentials from two explicit sources, such as a bearer token and an API key: 400.
 *   <li>An explicit credential goes before ambient ones and decides alone: a bad one is not rescued by a good cookie.
 *       Among ambient ones the source of the mechanism that is configured first is chosen.
 *   <li>If a mechanism that claimed the chosen source needs the body, the host reads it before any of them is asked.
 *   <li>The mechanisms that claimed the chosen source are asked in configured order. {@link NotMine} asks the next one;
 *       when all say so the answer is 401, never anonymous, with the first reason that one of them gave. The first
 *       other answer ends it.
 *   <li>A caller whose name is reserved for another {@linkplain Directories directory} of people: 401.
 *   <li>No credential: 401, or anonymous where the rule is optional.
 *   <li>A mechanism that throws or returns null: 500.
 * </ol>
 *
 * Thread-safe.
 */
final class AuthenticationChain {

    private static final Reason MISSING = Reason.of("credential.missing");
    private static final Reason UNCLAIMED = Reason.of("credential.unclaimed");
    private static final Reason TWO_KINDS = Reason.of("credential.two-kinds");
    private static final Reason CONTINUES = Reason.of("credential.continues");

    private final List<ActiveMechanism<?>> mechanisms;
    /** The places of all mechanisms in configured order. */
    private final ActivePlace<?>[] asked;
    /** For each place the index of the first one that extracts the same credential; its own index if there is none. */
    private final int[] extractsLike;

    /** Whether any mechanism verifies the body of requests. */
    private final boolean readsBodies;

    private final Set<String> hiddenHeaders;
    private final Set<String> explicitHeaders;
    private final PublicAddress address;
    private final Directories directories;

    AuthenticationChain(List<ActiveMechanism<?>> mechanisms, PublicAddress address) {
        this.mechanisms = List.copyOf(mechanisms);
        this.directories = Directories.of(mechanisms);
        List<ActivePlace<?>> places = new ArrayList<>();
        mechanisms.forEach(mechanism -> places.addAll(mechanism.places()));
        // An array needs no iterator for each request.
        this.asked = places.toArray(ActivePlace<?>[]::new);
        this.readsBodies = mechanisms.stream().anyMatch(mechanism -> mechanism.bodyBound() > 0);
        this.extractsLike = new int[asked.length];
        for (int i = 0; i < asked.length; i++) {
            while (!asked[i].extractsLike(asked[extractsLike[i]])) {
                extractsLike[i]++;
            }
        }
        this.address = address;
        Set<String> hidden = new HashSet<>();
        Set<String> explicit = new HashSet<>();
        for (ActivePlace<?> place : asked) {
            CredentialSource source = place.source();
            switch (source.kind()) {
                case HEADER -> source.names().forEach(name -> explicit.add(name.toLowerCase(Locale.ROOT)));
                case PROXY_HEADER, WEBSOCKET_PROTOCOL ->
                    hidden.add(source.name().toLowerCase(Locale.ROOT));
                default -> {
                    // ServletRequestView hides Authorization and cookies itself.
                }
            }
        }
        hidden.addAll(explicit);
        this.hiddenHeaders = Set.copyOf(hidden);
        this.explicitHeaders = Set.copyOf(explicit);
    }

    List<ActiveMechanism<?>> mechanisms() {
        return mechanisms;
    }

    ServletRequestView view(
            HttpServletRequest request,
            String path,
            ClientConnection.Known connection,
            @Nullable CredentialSource source) {
        return new ServletRequestView(request, path, connection, address, source, hiddenHeaders);
    }

    /** Returns the headers, in lower case, that are sources of mechanisms. */
    Set<String> hiddenHeaders() {
        return hiddenHeaders;
    }

    /** Returns those of them that clients set themselves. */
    Set<String> explicitHeaders() {
        return explicitHeaders;
    }

    /** Returns whether WebSocket clients may offer a credential as a subprotocol. */
    boolean readsWebSocketProtocols() {
        return hiddenHeaders.contains(WebSocketProtocols.HEADER.toLowerCase(Locale.ROOT));
    }

    /** Decides about a request whose rule is not open. */
    ChainResult decide(HttpServletRequest request, String path, ClientConnection.Known connection, AccessRule rule) {
        try {
            List<ActivePlace.Presented<?>> claimed = collect(request, path, connection, rule);
            if (claimed.isEmpty()) {
                return none(rule);
            }
            CredentialSource source = choose(claimed);
            if (source == null) {
                return new ChainResult.Refused(Refusal.of(400, TWO_KINDS));
            }
            String scheme = scheme(request, source);
            ChainResult.NeedsBody needs = readsBodies ? ChainResult.NeedsBody.of(claimed, source, scheme) : null;
            return needs == null ? ask(claimed, source, scheme, null) : needs;
        } catch (BrokenMechanismException broken) {
            return new ChainResult.Refused(Refusal.broken(broken));
        }
    }

    /** Decides about a request whose body a chosen mechanism needs. The result is final. */
    ChainResult decide(ChainResult.NeedsBody needs, byte[] body) {
        try {
            return ask(needs.claimed(), needs.source(), needs.scheme(), body);
        } catch (BrokenMechanismException broken) {
            return new ChainResult.Refused(Refusal.broken(broken));
        }
    }

    /** Returns the places that are looked at, in their order. */
    List<ActivePlace<?>> places() {
        return List.of(asked);
    }

    /**
     * What is found in a request before any authenticator is asked.
     *
     * @param claimed the places with a credential
     * @param deciding the source that decides; {@code null} if there is none
     * @param early the result if no authenticator is asked; {@code null} otherwise
     */
    record Found(
            List<ActivePlace<?>> claimed,
            @Nullable CredentialSource deciding,
            @Nullable ChainResult early) {}

    /** Looks for credentials as {@link #decide} does, and authenticates none. */
    Found find(HttpServletRequest request, String path, ClientConnection.Known connection, AccessRule rule)
            throws BrokenMechanismException {
        List<ActivePlace.Presented<?>> claimed = collect(request, path, connection, rule);
        if (claimed.isEmpty()) {
            return new Found(List.of(), null, none(rule));
        }
        List<ActivePlace<?>> places = new ArrayList<>();
        claimed.forEach(presented -> places.add(presented.place()));
        CredentialSource source = choose(claimed);
        return new Found(places, source, source == null ? new ChainResult.Refused(Refusal.of(400, TWO_KINDS)) : null);
    }

    private static ChainResult none(AccessRule rule) {
        return rule.mode() == AccessRule.Mode.OPTIONAL
                ? ChainResult.ANONYMOUS
                : new ChainResult.Refused(Refusal.nothingPresented(MISSING));
    }

    private List<ActivePlace.Presented<?>> collect(
            HttpServletRequest request, String path, ClientConnection.Known connection, AccessRule rule)
            throws BrokenMechanismException {
        List<ActivePlace.Presented<?>> claimed = List.of();
        for (int i = 0; i < asked.length; i++) {
            ActivePlace<?> place = asked[i];
            if (!counts(rule, place.mechanism())) {
                continue;
            }
            ActivePlace<?> first = asked[extractsLike[i]];
            ActivePlace.Presented<?> presented = first != place && counts(rule, first.mechanism())
                    ? place.alike(claimed, first)
                    : place.extract(view(request, path, connection, place.source()));
            if (presented != null) {
                claimed = claimed.isEmpty() ? List.of(presented) : with(claimed, presented);
            }
        }
        return claimed;
    }

    static boolean counts(AccessRule rule, ActiveMechanism<?> mechanism) {
        return rule.mechanisms().isEmpty() || rule.mechanisms().contains(mechanism.name());
    }

    private static List<ActivePlace.Presented<?>> with(
            List<ActivePlace.Presented<?>> claimed, ActivePlace.Presented<?> another) {
        if (claimed.size() == 1) {
            return List.of(claimed.get(0), another);
        }
        List<ActivePlace.Presented<?>> more = new ArrayList<>(claimed);
        more.add(another);
        return more;
    }

    /** Returns the source that decides; {@code null} when there are two explicit ones. */
    private static @Nullable CredentialSource choose(List<ActivePlace.Presented<?>> claimed) {
        CredentialSource chosen = claimed.get(0).place().source();
        for (int i = 1; i < claimed.size(); i++) {
            CredentialSource other = claimed.get(i).place().source();
            if (other.explicit() && !other.equals(chosen)) {
                if (chosen.explicit()) {
                    return null;
                }
                chosen = other;
            }
        }
        return chosen;
    }

    private ChainResult ask(
            List<ActivePlace.Presented<?>> claimed, CredentialSource source, String scheme, byte @Nullable [] body)
            throws BrokenMechanismException {
        Reason unwanted = UNCLAIMED;
        String mechanism = "";
        for (int i = 0; i < claimed.size(); i++) {
            ActivePlace.Presented<?> presented = claimed.get(i);
            if (presented.place().source().equals(source)) {
                AuthenticationResult result = presented.authenticate(body);
                if (!(result instanceof NotMine left)) {
                    return outcome(result, presented.place().mechanism(), source, scheme);
                }
                if (left.reason() != null && mechanism.isEmpty()) {
                    unwanted = left.reason();
                    mechanism = presented.place().mechanism().name();
                }
            }
        }
        return new ChainResult.Refused(
                Refusal.of(401, unwanted).by(mechanism, source, scheme).challenged(Cause.CREDENTIAL_REFUSED));
    }

    private ChainResult outcome(
            AuthenticationResult result, ActiveMechanism<?> decider, CredentialSource source, String scheme) {
        String mechanism = decider.name();
        if (result instanceof Authenticated good) {
            Caller caller = good.caller();
            Reason reserved = directories.refusal(caller, decider.directories());
            if (reserved != null) {
                return new ChainResult.Refused(
                        Refusal.of(401, reserved).by(mechanism, source, scheme).challenged(Cause.CREDENTIAL_REFUSED));
            }
            Caller named = caller.mechanism().equals(mechanism)
                    ? caller
                    : caller.toBuilder().mechanism(mechanism).build();
            return new ChainResult.Admitted(named, mechanism, source, scheme, good.additions());
        }
        return new ChainResult.Refused(refusal(result).by(mechanism, source, scheme));
    }

    private static Refusal refusal(AuthenticationResult result) {
        if (result instanceof Rejected bad) {
            return Refusal.of(401, bad.reason())
                    .challenged(Cause.CREDENTIAL_REFUSED)
                    .additions(bad.additions());
        }
        if (result instanceof Continue leg) {
            return Refusal.of(401, CONTINUES).legs(leg.challenges()).additions(leg.additions());
        }
        if (result instanceof Ambiguous ambiguous) {
            return Refusal.of(400, ambiguous.reason());
        }
        if (result instanceof Throttled throttled) {
            return Refusal.of(429, throttled.reason()).retryAfter(throttled.retryAfter());
        }
        if (result instanceof Unavailable unavailable) {
            return Refusal.of(503, unavailable.reason()).retryAfter(unavailable.retryAfter());
        }
        throw new IllegalStateException("not a refusal: " + result.getClass().getName());
    }

    private static String scheme(HttpServletRequest request, CredentialSource source) {
        if (source.kind() != CredentialSource.Kind.AUTHORIZATION) {
            return "";
        }
        String header = request.getHeader("Authorization");
        if (header == null) {
            return "";
        }
        return header.startsWith("Bearer ") ? "Bearer" : HttpTokens.scheme(header);
    }
}
