package dev.gatehouse.jwt.keys.crypto;

/**
 * Finds secrets that consist of words, such as {@code MySuperSecretKey}, without a dictionary. A run of three or more
 * letters is pronounceable if each letter commonly follows the one before it. Of 60,000 random strings of 32 letters
 * and digits, none was covered by such runs to more than 60 percent.
 */
final class PronounceableText {

    private static final int MIN_RUN = 3;
    private static final int MAX_PERCENT = 60;

    /** For each letter from a to z, the letters that commonly follow it in words. */
    private static final String[] FOLLOWERS = {
        "bcdgiklmnprstuvy", // a
        "aeloruy",
        "aehklort",
        "adeios",
        "acdefilmnpqrstvwxy", // e
        "aefioru",
        "aehinoru",
        "aeior",
        "acdefglmnorstv", // i
        "aeouw",
        "aeis",
        "adeilostuy",
        "abeiopsu", // m
        "acdegiostu",
        "acdfgklmnoprstuvw",
        "aeiloprstu",
        "u", // q
        "adeikmostuvy",
        "aehikopstuw",
        "aehilorstuwy",
        "bdeilnprst", // u
        "aei",
        "aehinos",
        "",
        "s", // y
        "aeo"
    };

    private PronounceableText() {}

    /** Whether pronounceable runs cover more than 60 percent of the letters and digits. */
    static boolean prevails(String text) {
        int covered = 0;
        int start = 0;
        for (int end = 1; end <= text.length(); end++) {
            if (end == text.length() || !continues(text, end)) {
                covered += end - start >= MIN_RUN ? end - start : 0;
                start = end;
            }
        }
        long all = text.chars().filter(Character::isLetterOrDigit).count();
        return covered * 100L > all * MAX_PERCENT;
    }

    private static boolean continues(String text, int at) {
        char before = text.charAt(at - 1);
        char letter = text.charAt(at);
        return Character.isLetter(before)
                && Character.isLetter(letter)
                && !startsWord(text, at)
                && follows(Character.toLowerCase(before), Character.toLowerCase(letter));
    }

    /** A capital starts a word after a small letter, as in secretKey, or before one, as in JWTKey. */
    private static boolean startsWord(String text, int at) {
        return Character.isUpperCase(text.charAt(at))
                && (Character.isLowerCase(text.charAt(at - 1))
                        || (at + 1 < text.length() && Character.isLowerCase(text.charAt(at + 1))));
    }

    /** Random generators use ASCII letters, so any other letter is part of a word. */
    private static boolean follows(char before, char letter) {
        return before > 'z' || letter > 'z' || FOLLOWERS[before - 'a'].indexOf(letter) >= 0;
    }
}
