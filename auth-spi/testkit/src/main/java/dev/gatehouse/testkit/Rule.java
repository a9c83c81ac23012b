package dev.gatehouse.testkit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The rules of the mechanism contract, each with its reason, so that a failed test explains what to fix. */
enum Rule {
    DISCOVERABLE(
            "the factory is public, has a public no-argument constructor and is listed in META-INF/services/"
                    + "dev.gatehouse.spi.AuthenticationMechanismFactory",
            "the host finds factories with ServiceLoader, which requires all three"),
    NAME(
            "the factory's name has 1 to 32 lower-case letters, digits and hyphens, and never changes",
            "operators write it into auth.mechanisms"),
    SETTINGS_DECLARED(
            "every setting is declared once, under auth.<something>.<key>, with a description",
            "the host refuses unknown keys and writes the documentation from the declarations"),
    SETTINGS_REFUSED(
            "create() without a required setting throws a SettingException that names the key",
            "the message must tell the operator which setting to add"),
    CREATED(
            "create() and start() succeed with the settings of the contract",
            "the host refuses to start with a mechanism that throws"),
    CREATE_IS_SILENT(
            "create() and start() print nothing and leave no file in the working directory",
            "the output belongs to the application, and a configuration is also created to be checked; use a logger"
                    + " and write files where a setting says"),
    PARTS(
            "source, extractor, authenticator, places, endpoints and session guard are never null; source and "
                    + "endpoints never change",
            "the host reads them once and keeps them"),
    ENDPOINTS_UNIQUE("no two endpoints have the same method and path", "the host could not decide which one to call"),
    ABSENT_IS_EMPTY(
            "a request without the credential is not claimed",
            "a claimed credential is verified, so a request without one would be rejected as bad"),
    SOURCE_IS_READ(
            "a good request without what source() names is not authenticated",
            "the host derives precedence, visibility and cross-site protection from the declared source, and a"
                    + " credential that comes from elsewhere escapes all three"),
    GOOD_IS_AUTHENTICATED("a good credential is claimed and authenticated", "this is the mechanism's job"),
    CALLER_STABLE(
            "the same user is always an equal caller: same issuer, subject, name, permissions, groups and tenants",
            "applications store the caller's identity"),
    CALLER_MECHANISM(
            "the caller's mechanism is empty or the name under which the mechanism is configured", "the host sets it"),
    CALLER_NOT_EXPIRED(
            "the caller of a good credential expires after the time of MechanismContext.clock()",
            "the host ends long connections at this time, so they would end at once"),
    EXPIRY_IS_KEPT(
            "a credential is refused when MechanismContext.clock() has reached the expiry of its caller",
            "a mechanism that asks another clock accepts expired credentials where clocks differ"),
    BAD_IS_CLAIMED(
            "a bad credential is claimed",
            "a bad credential that is not claimed counts as absent, so another mechanism may accept the request"),
    BAD_IS_REFUSED(
            "a bad credential is Rejected, Ambiguous, Throttled or Continue, not Authenticated, NotMine or Unavailable",
            "NotMine passes it to the next mechanism, and Unavailable makes the client retry it"),
    FOREIGN_IS_CLAIMED(
            "a credential of another mechanism that reads the same source is claimed, and is NotMine or Rejected",
            "otherwise it counts as absent if no other mechanism is active"),
    SCHEME_CASE(
            "the Authorization scheme is claimed in upper and in lower case",
            "schemes are case-insensitive (RFC 9110 section 11.1); an unclaimed scheme counts as absent"),
    EMPTY_IS_BAD(
            "the credential's header without a value is claimed and refused",
            "a credential that is present but invalid must not count as absent"),
    REPEATED_IS_REFUSED(
            "several different values of the credential's header are claimed and refused",
            "a mechanism that picks one value may pick a different one from a proxy in front of it"),
    PART_IS_CLAIMED(
            "a credential that is made of several headers is claimed as soon as one of them is there",
            "otherwise an incomplete credential counts as absent, so that the request may pass as anonymous"),
    BODY_IS_VERIFIED(
            "a good credential with a body other than its own is refused, if the mechanism requires the body",
            "the host reads the body only so that the mechanism verifies it, and the application relies on that"),
    COOKIES_IN_ANY_ORDER(
            "a good and a bad value of the credential's cookie are claimed, and are refused in both orders or"
                    + " authenticated in both orders as the caller of the good value",
            "a neighbouring host can add a cookie before or after the user's own, so the order decides nothing"),
    SECOND_HEADER(
            "several different values of any header that the credential needs are refused",
            "a mechanism that picks one value may pick a different one from a proxy in front of it"),
    SPELLING_IS_EXACT(
            "a good credential with letters in the other case, or with blanks or control characters around it, is"
                    + " refused",
            "each accepted spelling makes secrets easier to guess, and escapes lists of revoked or used ones"),
    SINGLE_USE(
            "a credential that can be used once is refused the second time",
            "an attacker who reads it could use it again; see MechanismUnderTest.singleUse()"),
    SINGLE_USE_RELOADED(
            "a used credential is also refused after a reload",
            "keep used credentials with MechanismContext.state(), which survives a reload; fields and snapshotState()"
                    + " do not"),
    EXTRACTOR_DOES_NOT_BLOCK(
            "the extractor waits for nothing and reads no file and no socket",
            "it runs for every request, on the thread of the request and without a limit"),
    AUTHENTICATOR_DOES_NOT_BLOCK(
            "the authenticator waits for nothing and reads no file and no socket, unless blocking() returns true",
            "without the limit for blocking mechanisms, one slow back end occupies every thread of the server"),
    HOSTILE_EXTRACTION(
            "the extractor never throws and never returns null for any request",
            "it runs for every request, so a single header would cause status 500 on every page"),
    HOSTILE_AUTHENTICATION(
            "the authenticator never throws and never returns null for any claimed credential",
            "a bad credential is a result; an exception is logged as a defect and answered with 500"),
    HOSTILE_IS_REFUSED("random data is never authenticated", "it is not a credential"),
    CONCURRENT(
            "concurrent calls each return the result for their own credential",
            "the host uses one extractor and one authenticator for all requests"),
    SHARED_PARTS(
            "no field of extractor and authenticator holds an object that threads cannot share",
            "concurrent calls would mix their data; create such an object in each call"),
    CREDENTIAL_IS_IMMUTABLE(
            "the fields of a credential are final, and hold neither the request nor a collection that can be changed",
            "the request is valid only while the extractor runs, and several mechanisms see one credential"),
    NOTHING_IS_KEPT(
            "bad credentials leave nothing behind, or at most as much as remembersAtMost() says",
            "clients could fill the memory of the server"),
    SECRET_SHOWN(
            "no output shows the credential or a secret setting: toString, reason, challenge, added header, caller,"
                    + " health, log, standard output",
            "output ends up in logs, and a reader of the log could use the secret"),
    CHALLENGES(
            "challenges() returns a list without null for every RefusalContext and never throws",
            "every 401 response contains them"),
    CHALLENGE_OFFERED(
            "a mechanism that reads Authorization offers a challenge when nothing was presented",
            "a 401 response must contain one (RFC 9110 section 15.5.2), which tells clients what to send"),
    CHALLENGE_WITHOUT_ERROR(
            "a challenge has no error parameter when nothing was presented",
            "the request contained no credential that could be wrong (RFC 6750 section 3.1)"),
    CHALLENGE_WITHOUT_REASON(
            "a challenge contains neither the code nor the detail of a reason",
            "the reason would help an attacker to forge a better credential"),
    HEALTH("health() returns at once and never returns null", "readiness probes call it every few seconds"),
    CLOSE("close() may be called twice", "a start that fails halfway closes what it has created"),
    THREADS_END(
            "close() ends the threads that the mechanism has started",
            "each reload would leave more of them, and they keep the application's classes after it was removed"),
    RELEASED(
            "close() closes executors, files, sockets and channels",
            "each reload would leave more of them, until the process runs out"),
    RELOAD(
            "closing one instance does not affect its successor",
            "a reload creates the new instance before it closes the old one"),
    UNAVAILABLE(
            "if its back end is unavailable, a good credential results in Unavailable",
            "clients discard a credential that is rejected");

    private final String text;
    private final String why;

    Rule(String text, String why) {
        this.text = text;
        this.why = why;
    }

    /** Returns what the rule demands, in one sentence. */
    String text() {
        return text;
    }

    boolean isBrokenBy(AssertionError failure) {
        return String.valueOf(failure.getMessage()).startsWith("broken rule " + name() + ":");
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
