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
 * What a password must be when somebody sets one: long enough, and none that guessers try first. Nothing is demanded of its composition (NIST SP 800-63B section 3.1.1.2), and
 * nothing of passwords that exist already.
 */
final class PasswordRules {

    private static final int MIN = 8;
    private static final int MAX = 1024;
    private static final int MIN_DIFFERENT = 4;

    /** Words that whoever guesses at this application knows. */
    private static final Set<String> CONTEXT = Set.of("gatehouse", "tasklist", "camunda", "zeebe", "operate");

    private PasswordRules() {}

    /**
     * Returns why a password is not taken.
     *
     * @param user whose it is to be
     * @return a sentence that does not repeat it; {@code null} when it is taken
     */
    static @Nullable String refusal(String user, String password) {
        boolean oneLine = password.indexOf('\n') < 0 && password.indexOf('\r') < 0;
        int length = password.codePointCount(0, password.length());
        if (length < MIN || password.length() > MAX || !oneLine || !UserNames.isWellFormed(password)) {
            return "a password is one line of " + MIN + " to " + MAX + " characters";
        }
        if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
            return "this password has fewer than " + MIN_DIFFERENT + " different characters; choose another";
        }
        String folded = UserNames.fold(password);
        String name = UserNames.fold(user);
        if (guessable(folded, name)) {
            return "this password is little more than the name of the user or of the application; choose another";
        }
        return common().contains(folded) ? "this is one of the passwords that are guessed first; choose another" : null;
    }

    /** A name with a few characters around it is what is tried for that name. */
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

    /** Read when a password is set, which is seldom, and not kept. */
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
