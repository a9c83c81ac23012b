package dev.gatehouse.jwt.keys.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Secrets that are printed in standards and tutorials, and are copied from there into production. */
final class PublishedSecrets {

    /** As printed. Some users decode them as base64 or hex first. */
    private static final List<String> PRINTED = List.of(
            // RFC 7515 appendix A.1 and RFC 7517 appendix A.3
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            // RFC 7520 section 3.5
            "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
            // RFC 9421 appendix B.1.5
            "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==",
            // jwt.io
            "a-string-secret-at-least-256-bits-long",
            "a-valid-string-secret-that-is-at-least-384-bits-long",
            "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
            // widely copied tutorials
            "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
            "413F4428472B4B6250655368566D5970337336763979244226452948404D6351",
            "5367566B59703373367639792F423F4528482B4D6251655468576D5A71347437",
            "586E3272357538782F413F4428472B4B6250655368566B597033733676397924",
            "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b",
            "======================BezKoder=Spring===========================");

    private static final Set<String> KNOWN = spellings();

    private PublishedSecrets() {}

    static boolean contains(byte[] secret) {
        return KNOWN.contains(HexFormat.of().formatHex(secret));
    }

    static List<String> printed() {
        return PRINTED;
    }

    private static Set<String> spellings() {
        Set<String> all = new TreeSet<>();
        HexFormat hex = HexFormat.of();
        for (String printed : PRINTED) {
            all.add(hex.formatHex(printed.getBytes(StandardCharsets.UTF_8)));
            String standard = printed.replace('-', '+').replace('_', '/');
            if (standard.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=')
                    && !standard.startsWith("=")) {
                all.add(hex.formatHex(Base64.getMimeDecoder().decode(standard)));
            }
            if (printed.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                all.add(printed.toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(all);
    }
}
