package dev.gatehouse.jwt.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One check taken out of the verifier's sources.
 *
 * @param check the check
 * @param file the source that has it
 * @param from the code as it is; blanks and line ends do not count
 * @param to the code without the check
 * @param alone whether nothing else refuses what the check refuses
 */
record Removal(Check check, String file, String from, String to, boolean alone) {

    static Removal of(Check check, String file, String from, String to) {
        return new Removal(check, file, from, to, true);
    }

    /** A check that another one stands behind, so that taking it out lets nothing through. */
    static Removal secondLine(String file, String from, String to) {
        return new Removal(Check.SEVERAL, file, from, to, false);
    }

    /**
     * Returns the source without the check.
     *
     * @throws IllegalStateException if the code is not there exactly once, because the source has changed
     */
    String applied(String source) {
        List<String> words = new ArrayList<>();
        for (String word : from.strip().split("\\s+")) {
            words.add(Pattern.quote(word));
        }
        Matcher matcher = Pattern.compile(String.join("\\s+", words)).matcher(source);
        if (!matcher.find()) {
            throw new IllegalStateException(file + " has no longer the code: " + from);
        }
        String changed = source.substring(0, matcher.start()) + to + source.substring(matcher.end());
        if (matcher.find()) {
            throw new IllegalStateException(file + " has more than once the code: " + from);
        }
        return changed;
    }
}
