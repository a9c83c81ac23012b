package dev.gatehouse.cookie.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules for new passwords: long enough, and not among those that attackers try first. There is no rule about
 * composition (NIST SP 800-63B section 3.1.1.2), and none of these applies to existing passwords.
 */
final class PasswordRules {

    private static final int MIN = 8;
    private static final int MAX = 1024;
    private static final int MIN_DIFFERENT = 4;

    /** Words that an attacker of this application would try. */
    private static final Set<String> CONTEXT = Set.of("gatehouse", "tasklist", "camunda", "zeebe", "operate");

    private PasswordRules() {}

    /**
     * Returns why a password is refused.
     *
     * @param user the name of the user whose password it will be
     * @return a sentence that does not repeat the password; {@code null} if the password is accepted
     */
    static @Nullable String refusal(String user, String password) {
        boolean oneLine = password.indexOf('\n') < 0 && password.indexOf('\r') < 0;
        int length = password.codePointCount(0, password.length());
        if (length < MIN || password.length() > MAX || !oneLine || !UserNames.isWellFormed(password)) {
            return "expected a password of " + MIN + " to " + MAX + " characters on one line";
        }
        if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
            return "the password has fewer than " + MIN_DIFFERENT + " different characters; choose another";
        }
        String folded = UserNames.fold(password);
        String name = UserNames.fold(user);
        if (guessable(folded, name)) {
            return "the password is little more than the user name or the name of the application; choose another";
        }
        return common().contains(folded)
                ? "the password is among those that attackers try first; choose another"
                : null;
    }

    /** A name with a few characters around it is what attackers try for that name. */
    private static boolean guessable(String password, String user) {
        if (!user.isEmpty() && password.contains(user) && password.length() - user.length() < MIN) {
            return true;
        }
        for (String word : CONTEXT) {
            if (password.contains(word) && password.length() - word.length() < MIN / 2) {
                return true;
            }
        }
        return false;
    }

    /** Passwords are set rarely, so the list is read each time and not kept. */
    private static Set<String> common() {
        Set<String> words = new HashSet<>();
        try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                words.add(UserNames.fold(line));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
