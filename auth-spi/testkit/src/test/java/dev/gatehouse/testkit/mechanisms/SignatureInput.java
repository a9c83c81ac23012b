package dev.gatehouse.testkit.mechanisms;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Signature-Input} with one signature (RFC 9421 section 4.1). Only the canonical form is accepted, so that it
 * can be put into the signature base as it is, and of the parameters only these four, in any order.
 *
 * @param label the name of the signature
 * @param components the covered components in order
 * @param created when it was made, in seconds
 * @param keyId the key
 * @param text everything behind the label
 */
record SignatureInput(String label, List<String> components, long created, String keyId, String text) {

    private static final int MAX_LENGTH = 2048;
    private static final String COMPONENT = "\"@?[a-z0-9-]{1,64}\"";
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{0,31})=(\\((" + COMPONENT + "(?: " + COMPONENT
            + "){0,31})\\)((?:;[a-z]{1,16}=(?:[0-9]{1,10}|\"[A-Za-z0-9._:/-]{1,64}\")){2,4}))");
    private static final Pattern CREATED = Pattern.compile(";created=([0-9]{1,10})(?=;|$)");
    private static final Pattern KEY_ID = Pattern.compile(";keyid=\"([^\"]{1,64})\"");
    private static final List<String> PARAMETERS = List.of("created", "keyid", "alg", "nonce");

    /** Returns {@code null} if it is malformed. */
    static @Nullable SignatureInput parse(String value) {
        Matcher form = FORM.matcher(value.length() > MAX_LENGTH ? "" : value);
        if (!form.matches()) {
            return null;
        }
        String parameters = form.group(4);
        Matcher created = CREATED.matcher(parameters);
        Matcher keyId = KEY_ID.matcher(parameters);
        List<String> components = List.of(form.group(3).replace("\"", "").split(" ", -1));
        boolean twice = components.stream().distinct().count() < components.size() || !areKnownOnce(parameters);
        return twice || !created.find() || !keyId.find()
                ? null
                : new SignatureInput(
                        form.group(1), components, Long.parseLong(created.group(1)), keyId.group(1), form.group(2));
    }

    private static boolean areKnownOnce(String parameters) {
        List<String> names = List.of(parameters.substring(1).split(";", -1)).stream()
                .map(parameter -> parameter.substring(0, parameter.indexOf('=')).toLowerCase(Locale.ROOT))
                .toList();
        boolean otherAlgorithm = names.contains("alg") && !parameters.contains(";alg=\"ed25519\"");
        return names.stream().distinct().count() == names.size() && PARAMETERS.containsAll(names) && !otherAlgorithm;
    }
}
