package dev.gatehouse.samples.clientcertificate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Something that a certificate is known by. Two names are equal if they are the same name in another spelling.
 *
 * @param kind what it is
 * @param value the name in the one spelling in which it is compared
 */
record CertificateName(Kind kind, String value) {

    /** The kinds, as settings write them. */
    enum Kind {
        /** The SHA-256 of the whole certificate. */
        SHA256,
        /** A URI among the subject alternative names (RFC 5280 section 4.2.1.6), such as a SPIFFE ID. */
        URI,
        /** A host name among the subject alternative names. */
        DNS,
        /** The distinguished name of the subject. */
        SUBJECT
    }

    private static final int DIGEST_DIGITS = 64;
    private static final int DNS_NAME = 2;
    private static final int URI_NAME = 6;

    /**
     * Reads a name from the settings.
     *
     * @param text kind, colon and value, such as {@code dns:robot.example.com}
     * @throws IllegalArgumentException if it is malformed
     */
    static CertificateName parse(String text) {
        int colon = text.indexOf(':');
        String value = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "sha256" -> digest(value);
            case "uri" -> new CertificateName(Kind.URI, required(value));
            case "dns" -> dns(required(value));
            case "subject" -> subject(new X500Principal(required(value)));
            default ->
                throw new IllegalArgumentException("expected a name that begins with sha256:, uri:, dns: or subject:");
        };
    }

    /**
     * Returns all names of a certificate.
     *
     * @throws CertificateParsingException if the certificate contains malformed names
     */
    static Set<CertificateName> of(X509Certificate certificate) throws CertificateParsingException {
        Set<CertificateName> names = new HashSet<>();
        names.add(new CertificateName(Kind.SHA256, sha256(certificate)));
        names.add(subject(certificate.getSubjectX500Principal()));
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            if (alternative.get(0).equals(URI_NAME)) {
                names.add(new CertificateName(Kind.URI, (String) alternative.get(1)));
            } else if (alternative.get(0).equals(DNS_NAME)) {
                names.add(dns((String) alternative.get(1)));
            }
        }
        return names;
    }

    private static CertificateName digest(String value) {
        if (value.length() != DIGEST_DIGITS || !value.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits after sha256:");
        }
        return new CertificateName(Kind.SHA256, value.toLowerCase(Locale.ROOT));
    }

    private static CertificateName dns(String host) {
        return new CertificateName(Kind.DNS, host.toLowerCase(Locale.ROOT));
    }

    private static CertificateName subject(X500Principal subject) {
        return new CertificateName(Kind.SUBJECT, subject.getName(X500Principal.CANONICAL));
    }

    private static String required(String value) {
        if (value.isBlank() || value.indexOf('*') >= 0) {
            throw new IllegalArgumentException("expected a whole name after the colon, without *");
        }
        return value;
    }

    private static String sha256(X509Certificate certificate) throws CertificateParsingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (CertificateEncodingException unreadable) {
            throw new CertificateParsingException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
