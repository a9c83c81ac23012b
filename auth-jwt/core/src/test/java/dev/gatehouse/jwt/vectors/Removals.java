package dev.gatehouse.jwt.vectors;

import java.util.List;

/** The checks of the verifier, each with the code that it is made of. */
final class Removals {

    private static final String TOKEN = "CompactToken.java";
    private static final String BASE64 = "Base64Url.java";
    private static final String JSON = "StrictJson.java";
    private static final String HEADER = "JoseHeader.java";
    private static final String CLAIMS = "RegisteredClaims.java";
    private static final String RULES = "ClaimRules.java";
    private static final String SCREEN = "TokenScreen.java";
    private static final String READER = "JwkReader.java";
    private static final String RSA = "RsaSoundness.java";
    private static final String KEYS = "KeySet.java";
    private static final String KEY = "VerificationKey.java";

    private Removals() {}

    static List<Removal> all() {
        return List.of(
                // The compact form.
                Removal.of(Check.LENGTH, TOKEN, "MAX_LENGTH = 16 * 1024", "MAX_LENGTH = 2 * 1024 * 1024"),
                Removal.of(Check.ALPHABET, BASE64, "Arrays.fill(values, -1);", ""),
                Removal.of(Check.UNUSED_BITS, BASE64, "return (bits & unused) == 0 ? bits : -1;", "return bits;"),
                Removal.of(Check.ENCRYPTED_FORM, TOKEN, "return dots == 4;", "return false;"),
                Removal.of(
                        Check.CHARACTERS,
                        "Scratch.java",
                        "return result.isUnderflow();",
                        "for (int i = 0; i < length; i++) { text.put(i, (byte) whole.charAt(from + i)); } return result != null;"),
                // JSON.
                Removal.of(
                        Check.JSON_ENCODING,
                        JSON,
                        "return StandardCharsets.UTF_8.newDecoder();",
                        "return StandardCharsets.UTF_8.newDecoder().onMalformedInput(java.nio.charset.CodingErrorAction.REPLACE);"),
                Removal.of(
                        Check.JSON_DUPLICATES,
                        JSON,
                        "if (value == null || members.size() == before)",
                        "if (value == null)"),
                Removal.of(Check.JSON_DEPTH, JSON, "MAX_DEPTH = 32", "MAX_DEPTH = 200"),
                Removal.of(Check.JSON_DIGITS, JSON, "MAX_DIGITS = 64", "MAX_DIGITS = 9000"),
                Removal.of(Check.JSON_NAME_LENGTH, JSON, "MAX_NAME = 256", "MAX_NAME = 9000"),
                Removal.of(
                        Check.JSON_FINITE_NUMBERS,
                        JSON,
                        "return Double.isFinite(number) ? number : null;",
                        "return number;"),
                Removal.of(Check.JSON_SURROGATES, JSON, "} else if (Character.isSurrogate(c)) { return true; }", "}"),
                Removal.of(
                        Check.JSON_TRAILING,
                        JSON,
                        "return object == null || parser.nextToken() != null ? null : object;",
                        "return object;"),
                // The header.
                Removal.of(Check.CRITICAL, HEADER, "members.containsKey(\"crit\") ||", ""),
                Removal.of(Check.UNENCODED_PAYLOAD, HEADER, "|| members.containsKey(\"b64\")", ""),
                Removal.of(
                        Check.ENCRYPTION_HEADERS,
                        HEADER,
                        "members.containsKey(\"enc\") || members.containsKey(\"zip\")",
                        "false"),
                Removal.of(
                        Check.ALGORITHM_PRESENT,
                        HEADER,
                        "if (!(members.get(\"alg\") instanceof String algorithm)) { return defect(Reasons.ALGORITHM); }",
                        "String algorithm = members.get(\"alg\") instanceof String name ? name : \"RS256\";"),
                Removal.of(
                        Check.ALGORITHM_KNOWN,
                        HEADER,
                        "SigningAlgorithm.named(algorithm)",
                        "java.util.Objects.requireNonNullElse(SigningAlgorithm.named(algorithm), SigningAlgorithm.RS256)"),
                Removal.of(Check.ALGORITHM_ALLOWED, RULES, "|| !policy.algorithms().contains(header.algorithm())", ""),
                Removal.of(
                        Check.TYPE_FORM,
                        HEADER,
                        "members.containsKey(\"typ\") && !(type instanceof String text && printable(text, MAX_TYPE))",
                        "!(type instanceof String text && printable(text, MAX_TYPE)) && (type = null) != null"),
                Removal.of(
                        Check.TYPE_ALLOWED,
                        RULES,
                        "return policy.types().contains(type) ? null : Reasons.TYPE;",
                        "return null;"),
                Removal.of(
                        Check.KID_FORM,
                        HEADER,
                        "members.containsKey(\"kid\") && !(kid instanceof String text && printable(text, MAX_KID))",
                        "!(kid instanceof String text && printable(text, MAX_KID)) && (kid = null) != null"),
                // Claims.
                Removal.of(
                        Check.ISSUER_TEXT,
                        SCREEN,
                        "if (!(claims.get(\"iss\") instanceof String name) || name.isEmpty()) { return refused(Reasons.ISSUER); }",
                        "String name = String.valueOf(claims.get(\"iss\"));"),
                Removal.of(
                        Check.ISSUER_KNOWN,
                        SCREEN,
                        "if (issuer == null) { return FOREIGN; }",
                        "if (issuer == null) { issuer = java.util.Objects.requireNonNull(issuers.get(\"https://issuer.example.com/realm\")); }"),
                Removal.of(
                        Check.SUBJECT_PRESENT,
                        CLAIMS,
                        "if (!(claims.get(\"sub\") instanceof String subject) || !isSubject(subject))",
                        "String subject = claims.get(\"sub\") instanceof String text ? text : \"nobody\"; if (!isSubject(subject))"),
                Removal.of(Check.SUBJECT_BLANK, CLAIMS, "!subject.isBlank() &&", ""),
                Removal.of(Check.SUBJECT_LENGTH, CLAIMS, "subject.length() <= MAX_SUBJECT &&", ""),
                Removal.of(
                        Check.SUBJECT_PLAIN,
                        CLAIMS,
                        "subject.length() <= MAX_SUBJECT && Claims.isPlain(subject)",
                        "subject.length() <= MAX_SUBJECT"),
                Removal.of(
                        Check.JWT_ID,
                        CLAIMS,
                        "claims.containsKey(\"jti\") && !(claims.get(\"jti\") instanceof String)",
                        "false"),
                Removal.of(
                        Check.AUDIENCE_FORM, "Claims.java", "if (!(element instanceof String)) { return null; }", ""),
                Removal.of(
                        Check.AUDIENCE_MATCH,
                        RULES,
                        "if (!audienceMatches(registered.audience())) { return Reasons.AUDIENCE; }",
                        ""),
                Removal.of(
                        Check.EXPIRY_PRESENT,
                        CLAIMS,
                        "if (expiry == WRONG || expiry == ABSENT)",
                        "if (expiry == ABSENT) { expiry = 4_000_000_000_000L; } if (expiry == WRONG)"),
                Removal.of(
                        Check.TIME_TYPE,
                        CLAIMS,
                        "return claims.containsKey(name) ? WRONG : ABSENT; }",
                        "return claims.containsKey(name) ? (\"exp\".equals(name) ? 4_000_000_000_000L : 0L) : ABSENT; } if (!(value instanceof Long || value instanceof Double)) { return (\"exp\".equals(name) ? 4_000_000_000_000L : 0L); }"),
                Removal.of(
                        Check.TIME_RANGE,
                        CLAIMS,
                        "return (long) Math.floor(seconds * 1000); }",
                        "return (long) Math.floor(seconds * 1000); } if (value instanceof Long || value instanceof Double) { return (\"exp\".equals(name) ? 4_000_000_000_000L : 0L); }"),
                Removal.of(
                        Check.EXPIRED, RULES, "if (registered.expiry() <= now - skew) { return Reasons.EXPIRED; }", ""),
                Removal.of(
                        Check.NOT_BEFORE,
                        RULES,
                        "Math.max(registered.notBefore(), registered.issuedAt())",
                        "registered.issuedAt()"),
                Removal.of(
                        Check.ISSUED_AT,
                        RULES,
                        "Math.max(registered.notBefore(), registered.issuedAt())",
                        "registered.notBefore()"),
                Removal.of(Check.LIFETIME, RULES, "if (tooLong(registered)) { return Reasons.LIFETIME; }", ""),
                // Tokens for something else.
                Removal.of(
                        Check.KIND_CLAIM,
                        RULES,
                        "if (claims.containsKey(\"typ\") && !(kind instanceof String type && !NOT_FOR_APIS.contains(type.toLowerCase(Locale.ROOT)))) { return true; }",
                        ""),
                Removal.of(
                        Check.KIND_TOKEN_USE,
                        RULES,
                        "if (claims.containsKey(\"token_use\") && !\"access\".equals(claims.get(\"token_use\"))) { return true; }",
                        ""),
                Removal.of(Check.KIND_NONCE, RULES, "claims.containsKey(\"nonce\") && !access", "false"),
                Removal.of(Check.KIND_ID_TOKEN, RULES, "if (claims.containsKey(claim)) { return true; }", ""),
                Removal.of(
                        Check.KIND_LOGOUT,
                        RULES,
                        "return claims.get(\"events\") instanceof Map<?, ?> events && events.containsKey(LOGOUT_EVENT);",
                        "return false;"),
                Removal.of(
                        Check.NAME_CLAIM,
                        "ClaimMapping.java",
                        "if (mapped != null && !(mapped instanceof String text && isName(text))) { return null; }",
                        "if (!(mapped instanceof String text && isName(text))) { mapped = null; }"),
                // Keys.
                Removal.of(
                        Check.KEY_OF_ISSUER,
                        "TokenVerifier.java",
                        "KeyLookup lookup = issuer.keys().find(candidate.header().kid(), candidate.algorithm());",
                        "KeyLookup lookup = issuer.keys().find(candidate.header().kid(), candidate.algorithm());"
                                + " if (lookup instanceof KeyLookup.Unknown && issuer.name().startsWith(\"https://two-\")) {"
                                + " for (TrustedIssuer other : issuers.values()) {"
                                + " if (other.name().startsWith(\"https://two-\") && other.keys().find(candidate.header().kid(), candidate.algorithm()) instanceof KeyLookup.Found found) {"
                                + " lookup = found; } } }"),
                Removal.of(
                        Check.KEY_BY_KID,
                        KEYS,
                        "return fitting(byKid.getOrDefault(kid, List.of()), algorithm);",
                        "return fitting(byKid.getOrDefault(kid, keys), algorithm);"),
                Removal.of(
                        Check.KEY_UNAMBIGUOUS,
                        KEYS,
                        "return fitting.size() == 1 ? fitting.get(0) : null;",
                        "return fitting.isEmpty() ? null : fitting.get(0);"),
                Removal.of(
                        Check.KEY_FITS_ALGORITHM,
                        KEYS,
                        "return candidates.get(0).fits(algorithm) ? candidates : List.of();",
                        "return candidates;"),
                Removal.of(
                        Check.KEY_KID_TYPE,
                        READER,
                        "if (jwk.containsKey(\"kid\") && !(kid instanceof String)) { throw UnusableKeyException.bad(\"a key whose kid is no text\"); }",
                        "if (jwk.containsKey(\"kid\") && !(kid instanceof String)) { kid = \"rsa\"; }"),
                Removal.of(
                        Check.KEY_PRIVATE,
                        READER,
                        "throw UnusableKeyException.bad(\"a key whose private half the issuer published with it\");",
                        "continue;"),
                Removal.of(
                        Check.KEY_USE,
                        READER,
                        "jwk.containsKey(\"use\") && !\"sig\".equals(jwk.get(\"use\"))",
                        "false"),
                Removal.of(
                        Check.KEY_OPERATIONS,
                        READER,
                        "jwk.containsKey(\"key_ops\") && !verifies(jwk.get(\"key_ops\"))",
                        "false"),
                Removal.of(
                        Check.KEY_ALGORITHM_KNOWN,
                        READER,
                        "if (only == null) { throw UnusableKeyException.ordinary(\"a key for an algorithm that is not known here (alg)\"); }",
                        ""),
                Removal.of(Check.KEY_CURVE_ALGORITHM, READER, "only != null && only != algorithm", "false"),
                Removal.of(Check.KEY_KNOWN, READER, "if (KnownKeys.contains(key))", "if (false)"),
                Removal.of(Check.KEY_PRIVATE_ONE, READER, "if (key.getW().getAffineX().equals(base))", "if (false)"),
                Removal.of(Check.KEY_EDWARDS, READER, "if (!EdwardsPoints.soundKey(encoded))", "if (false)"),
                Removal.of(Check.KEY_RSA_SHORT, RSA, "MIN_BITS = 2048", "MIN_BITS = 512"),
                Removal.of(Check.KEY_RSA_LONG, RSA, "MAX_BITS = 8192", "MAX_BITS = 100_000"),
                Removal.of(Check.KEY_RSA_EVEN, RSA, "!modulus.testBit(0) ||", ""),
                Removal.of(Check.KEY_EXPONENT_EVEN, RSA, "!exponent.testBit(0) ||", ""),
                Removal.of(Check.KEY_EXPONENT_LONG, RSA, "|| exponent.bitLength() > MAX_EXPONENT_BITS", ""),
                Removal.of(Check.KEY_SAME_KID, "KeySetReader.java", "return same >= MAX_SAME_KID;", "return false;"),
                // The signature and what the token demands beyond it.
                Removal.of(
                        Check.SIGNATURE,
                        KEY,
                        "return check.verifies(algorithm, signingInput, signature);",
                        "return signature != null || check.verifies(algorithm, signingInput, signature);"),
                Removal.of(
                        Check.CONFIRMATION_FORM,
                        RULES,
                        "claims.containsKey(\"cnf\") && Confirmation.of(claims.get(\"cnf\")) == null",
                        "false"),
                Removal.of(
                        Check.CONFIRMATION_PROVEN,
                        "BearerMechanism.java",
                        "return possession.bound(credential, bound.caller(), bound.confirmation());",
                        "return possession.unbound(credential, bound.caller());"),
                // What libraries, the JDK or another check refuse as well.
                Removal.secondLine(JSON, "unpaired(name)", "false"),
                Removal.secondLine(
                        "EllipticCheck.java",
                        "return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;",
                        "return true;"),
                Removal.secondLine(
                        "EllipticCheck.java",
                        "if (signature.length != algorithm.signatureLength()) { return false; }",
                        ""),
                Removal.secondLine("RsaCheck.java", "signature.length == modulus.length &&", ""),
                Removal.secondLine("RsaCheck.java", "&& Arrays.compareUnsigned(signature, modulus) < 0", ""),
                Removal.secondLine(
                        "EdwardsCheck.java",
                        "signature.length == algorithm.signatureLength() &&",
                        "signature.length > 32 &&"),
                Removal.secondLine(KEY, "!fits(algorithm) ||", ""),
                Removal.secondLine(READER, "only != null && only.family() != family", "false"),
                Removal.secondLine(READER, "bytes.length != length", "false"),
                Removal.secondLine(RSA, "exponent.bitLength() < 2 ||", ""),
                Removal.secondLine(TOKEN, "firstDot == from || secondDot < 0", "secondDot < 0"));
    }
}
