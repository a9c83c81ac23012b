package dev.gatehouse.identity.login;

import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response of a provider as it comes in the query of the browser's request. Nothing in it is believed yet. */
sealed interface CallbackParameters {

    /**
     * The provider issued a code.
     *
     * @param state the state
     * @param issuer {@code iss}; {@code null} if it is missing
     * @param code the code
     */
    record Code(String state, @Nullable String issuer, String code) implements CallbackParameters {
        @Override
        public String toString() {
            return "Code[issuer=" + issuer + "]";
        }
    }

    /**
     * The provider refused.
     *
     * @param state the state
     * @param issuer {@code iss}; {@code null} if it is missing
     * @param error the error code
     */
    record Declined(String state, @Nullable String issuer, String error) implements CallbackParameters {
        @Override
        public String toString() {
            return "Declined[issuer=" + issuer + ", error=" + error + "]";
        }
    }

    /**
     * It is not a response.
     *
     * @param reason why
     */
    record Malformed(Reason reason) implements CallbackParameters {}

    /** Entra has codes of more than a thousand characters. */
    int LONGEST_CODE = 4096;

    /** The parameters that a response has once, with the most characters that they may have. */
    List<String> ONCE = List.of("state", "code", "iss", "error", "error_description", "error_uri", "session_state");

    /** The parameters of the response modes and types that were not asked for. */
    List<String> OF_OTHER_MODES = List.of("response", "access_token", "id_token", "token_type", "expires_in");

    /** Reads the response. */
    static CallbackParameters of(EndpointRequest request) {
        for (String name : OF_OTHER_MODES) {
            if (!request.queryParameters(name).isEmpty()) {
                return new Malformed(LoginReasons.RESPONSE_MODE);
            }
        }
        for (String name : ONCE) {
            List<String> values = request.queryParameters(name);
            if (values.size() > 1 || (values.size() == 1 && !isShort(values.get(0)))) {
                return new Malformed(LoginReasons.PARAMETERS);
            }
        }
        String state = value(request, "state");
        String code = value(request, "code");
        String error = value(request, "error");
        boolean exactlyOne = (code == null) != (error == null);
        if (state == null || !LoginAttempt.isState(state) || !exactlyOne) {
            return new Malformed(LoginReasons.PARAMETERS);
        }
        String issuer = value(request, "iss");
        if (error != null) {
            return new Declined(state, issuer, error);
        }
        return code == null || code.isEmpty() ? new Malformed(LoginReasons.PARAMETERS) : new Code(state, issuer, code);
    }

    private static @Nullable String value(EndpointRequest request, String name) {
        List<String> values = request.queryParameters(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** RFC 6749 appendix A: visible ASCII and spaces. Descriptions of errors may be in any language. */
    private static boolean isShort(String value) {
        return value.length() <= LONGEST_CODE && value.chars().noneMatch(Character::isISOControl);
    }
}
