package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reason codes in the source code of a module.
 *
 * @param codes the codes
 * @param unreadable the places where a reason is made of something other than a string literal
 */
record ReasonUses(SortedSet<String> codes, List<String> unreadable) {

    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile("\"\"\"[\\s\\S]*?\"\"\""
            + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\""
            + "|'(?:\\\\.|[^'\\\\])[^']*+'"
            + "|/\\*[\\s\\S]*?\\*/"
            + "|//[^\\n]*+");
    private static final Pattern CODE = Pattern.compile("\\bReason\\s*\\.\\s*of\\s*\\(\\s*\"([a-z0-9.-]+)\"\\s*[,)]");
    private static final Pattern NO_LITERAL =
            Pattern.compile("\\bReason\\s*\\.\\s*of\\s*\\(\\s*+(?!\"[a-z0-9.-]+\"\\s*[,)])"
                    + "|\\bnew\\s+(?:dev\\.gatehouse\\.spi\\.)?Reason\\s*\\("
                    + "|\\bReason\\s*::\\s*(?:of|new)\\b"
                    + "|\\bimport\\s+static\\s+dev\\.gatehouse\\.spi\\.Reason\\b");

    /** Reads the main source code of the module in this folder. */
    static ReasonUses of(Path module) throws IOException {
        SortedSet<String> codes = new TreeSet<>();
        List<String> unreadable = new ArrayList<>();
        try (var files = Files.walk(module.resolve("src/main/java"))) {
            for (Path file : files.filter(ReasonUses::mayGiveReasons).toList()) {
                ReasonUses uses = in(Files.readString(file));
                codes.addAll(uses.codes());
                uses.unreadable().forEach(place -> unreadable.add(file + ": " + place));
            }
        }
        return new ReasonUses(codes, unreadable);
    }

    /** Finds the codes in the text of a source file. */
    static ReasonUses in(String source) {
        String code = LITERAL_OR_COMMENT.matcher(source).replaceAll(ReasonUses::withoutComment);
        SortedSet<String> codes = new TreeSet<>();
        CODE.matcher(code).results().forEach(found -> codes.add(found.group(1)));
        List<String> unreadable =
                NO_LITERAL.matcher(code).results().map(MatchResult::group).toList();
        return new ReasonUses(codes, unreadable);
    }

    private static String withoutComment(MatchResult found) {
        return found.group().startsWith("/") ? " " : Matcher.quoteReplacement(found.group());
    }

    private static boolean mayGiveReasons(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("dev/gatehouse/spi/Reason.java");
    }
}
