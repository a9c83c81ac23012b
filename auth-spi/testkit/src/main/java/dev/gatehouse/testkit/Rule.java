package dev.gatehouse.testkit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The rules of the mechanism contract, each with the reason for it, so that a red test teaches what to do. */
enum Rule {
    DISCOVERABLE(
            "the factory is public, has a public constructor without parameters and a line in META-INF/services/"
                    + "dev.gatehouse.spi.AuthenticationMechanismFactory",
            "the host finds factories with ServiceLoader; without these three the mechanism does not exist for it"),
    NAME(
            "the factory's name has 1 to 32 lower-case letters, digits and hyphens, and never changes",
            "operators write it into auth.mechanisms"),
    SETTINGS_DECLARED(
            "every setting is declared once, under auth.<something>.<key>, with a description",
            "the host refuses unknown keys and writes the documentation from the declarations"),
    SETTINGS_REFUSED(
            "create() without a setting that it needs throws a SettingException that names the key, and nothing else",
            "the operator must learn from one line what to add"),
    PARTS(
            "source, extractor, authenticator, endpoints and session guard are never null; source and "
                    + "endpoints never change",
            "the host asks for them once and wires them for good"),
    ENDPOINTS_UNIQUE("no two endpoints have the same method and path", "the host could not know which of them to ask"),
    ABSENT_IS_EMPTY(
            "a request without the credential is not claimed",
            "a claimed credential is verified, so a request without one would be rejected as bad"),
    GOOD_IS_AUTHENTICATED("a good credential is claimed and authenticated", "this is the mechanism's job"),
    CALLER_STABLE(
            "the same person is the same caller: equal issuer, subject, name, permissions, groups and tenants",
            "applications store the caller's identity"),
    CALLER_MECHANISM(
            "the caller's mechanism is empty or the name under which the mechanism is configured", "the host sets it"),
    BAD_IS_CLAIMED(
            "a bad credential is claimed",
            "a bad credential that the extractor ignores counts as absent; another mechanism may admit it"),
    BAD_IS_REFUSED(
            "a bad credential is Rejected, Ambiguous, Throttled or Continue, not Authenticated, NotMine or Unavailable",
            "NotMine hands it to the next mechanism, and Unavailable tells the client to try the same again"),
    FOREIGN_IS_CLAIMED(
            "a credential of another mechanism that reads the same source is claimed, and is NotMine or Rejected",
            "unclaimed it would count as absent when no other mechanism is on"),
    SCHEME_CASE(
            "the Authorization scheme is claimed in upper and lower case alike",
            "schemes don't depend on case (RFC 9110 section 11.1); an unclaimed scheme counts as absent"),
    EMPTY_IS_BAD(
            "the credential's header without a value is claimed and refused",
            "it was presented, and bad is never absent"),
    REPEATED_IS_REFUSED(
            "several different values of the credential's header or cookie are claimed and refused",
            "a mechanism that picks the first or last one may see another credential than a proxy in front of it"),
    HOSTILE_EXTRACTION(
            "the extractor neither throws nor returns null, whatever the client sends",
            "it runs for every request: one header would turn every page into a 500"),
    HOSTILE_AUTHENTICATION(
            "the authenticator neither throws nor returns null, whatever the extractor claimed",
            "a bad credential is a value; an exception is answered with 500 and logged as a defect"),
    HOSTILE_IS_REFUSED("garbage is never authenticated", "it is not a credential"),
    CONCURRENT(
            "many threads may ask at once, and each gets the answer to its own credential",
            "the host keeps one extractor and one authenticator for all requests"),
    SECRET_SHOWN(
            "no output shows the credential: toString, reason, challenge, added header, caller, log, standard output",
            "output ends in logs, and a reader of the log could sign in"),
    CHALLENGES(
            "challenges() answers every RefusalContext with a list, without null and without an exception",
            "the host composes every 401 from them"),
    CHALLENGE_OFFERED(
            "a mechanism that reads Authorization offers a challenge when nothing was presented",
            "a 401 must carry one (RFC 9110 section 15.5.2), and clients learn from it what to send"),
    CHALLENGE_WITHOUT_ERROR(
            "a challenge has no error parameter when nothing was presented",
            "the client did nothing wrong yet (RFC 6750 section 3.1)"),
    CHALLENGE_WITHOUT_REASON(
            "a challenge shows neither the code nor the detail of a reason",
            "why a credential is bad tells attackers how to make a better one"),
    HEALTH("health() answers at once and not with null", "readiness probes call it every few seconds"),
    CLOSE("close() may be called twice", "a start that fails half-way closes what it has made"),
    RELOAD(
            "closing one instance leaves its successor working",
            "a reload makes the new one before it closes the old one"),
    UNAVAILABLE(
            "without its back end the mechanism answers Unavailable to a good credential",
            "told that it is bad, clients throw a good credential away");

    private final String text;
    private final String why;

    Rule(String text, String why) {
        this.text = text;
        this.why = why;
    }

    void check(boolean kept, String seen) {
        if (!kept) {
            throw broken(seen, null);
        }
    }

    AssertionFailedError broken(String seen, @Nullable Throwable cause) {
        return new AssertionFailedError(
                "broken rule " + name() + ": " + text + "\n  why: " + why + "\n  seen: " + seen, cause);
    }
}
