package dev.gatehouse.jwt.jose;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * The zero-width joiner and non-joiner. Names in Persian, in Indian scripts and with emoji need them. Anywhere else
 * they are invisible and would make one name look like another, so they are accepted only between two characters that
 * they can join, or behind a mark such as a virama (RFC 5892 appendix A).
 */
final class Joiners {

    private static final char NON_JOINER = '\u200c';
    private static final char JOINER = '\u200d';
    private static final char EMOJI_STYLE = '\ufe0f';

    private static final Set<UnicodeScript> CURSIVE = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.NKO,
            UnicodeScript.MANDAIC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.ADLAM,
            UnicodeScript.HANIFI_ROHINGYA);

    private static final Set<UnicodeScript> WITH_VIRAMA = EnumSet.of(
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.BALINESE,
            UnicodeScript.JAVANESE);

    private Joiners() {}

    /** Returns whether the character at this position is a joiner, and joins its neighbours. */
    static boolean joins(String text, int at) {
        char c = text.charAt(at);
        if ((c != NON_JOINER && c != JOINER) || at == 0) {
            return false;
        }
        int before = text.codePointBefore(at);
        if (isMark(before) && WITH_VIRAMA.contains(UnicodeScript.of(before))) {
            return true;
        }
        if (at + 1 == text.length()) {
            return false;
        }
        int after = text.codePointAt(at + 1);
        int base = baseBefore(text, at);
        if (isSymbol(base)) {
            return c == JOINER && isSymbol(after);
        }
        UnicodeScript script = UnicodeScript.of(base);
        return (CURSIVE.contains(script) || WITH_VIRAMA.contains(script)) && script == UnicodeScript.of(after);
    }

    /** Returns the last character before a position that is not a mark; 0 if there is none. */
    private static int baseBefore(String text, int at) {
        int i = at;
        while (i > 0) {
            int c = text.codePointBefore(i);
            if (!isMark(c) && c != EMOJI_STYLE) {
                return c;
            }
            i -= Character.charCount(c);
        }
        return 0;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Returns whether it is, or may become in a later version of Unicode, an emoji. */
    private static boolean isSymbol(int c) {
        return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF && !Character.isLetterOrDigit(c));
    }
}
