package dev.gatehouse.testkit;

import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.RequestView;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.security.MessageDigest;
import java.security.Signature;
import java.text.Format;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.Formatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/** What the contract asks of the objects that several threads see. */
final class SharingRules {

    /** Types of the JDK that threads cannot share, and that have state during a call. */
    private static final List<Class<?>> UNSHARED = List.of(
            Mac.class,
            MessageDigest.class,
            Signature.class,
            Cipher.class,
            KeyAgreement.class,
            Format.class,
            Calendar.class,
            Matcher.class,
            Scanner.class,
            Formatter.class,
            StringBuilder.class,
            StringJoiner.class,
            CharsetEncoder.class,
            CharsetDecoder.class,
            Inflater.class,
            Deflater.class);

    /** Parsers and printers of other modules, by name, so that the test kit needs none of them. */
    private static final Set<String> UNSHARED_NAMES = Set.of(
            "javax.xml.parsers.DocumentBuilder",
            "javax.xml.parsers.SAXParser",
            "javax.xml.transform.Transformer",
            "javax.xml.xpath.XPath");

    /** Collections that can be changed. Unmodifiable ones are of other classes. */
    private static final Set<Class<?>> CHANGEABLE = Set.of(
            ArrayList.class,
            LinkedList.class,
            ArrayDeque.class,
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class,
            HashSet.class,
            TreeSet.class,
            StringBuilder.class,
            Date.class);

    private final MechanismUnderTest contract;

    SharingRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void parts() {
        Set<Class<?>> guarded = contract.guardedTypes();
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            // Objects that are created with the first call are there as well.
            mechanism.judge(contract.goodRequest(mechanism), "a good credential");
            for (ObjectGraph.Node node : ObjectGraph.of(mechanism.shared()).nodes()) {
                Object object = node.object();
                boolean excepted = guarded.stream().anyMatch(type -> type.isInstance(object));
                // Elements of a collection may be a pool, from which each call takes one.
                Rule.SHARED_PARTS.check(
                        node.element() || excepted || !isUnshared(object.getClass()),
                        node.place() + " holds a " + object.getClass().getName());
            }
        }
    }

    private static boolean isUnshared(Class<?> type) {
        if (UNSHARED.stream().anyMatch(unshared -> unshared.isAssignableFrom(type))) {
            // The one format that threads can share.
            return !type.getName().startsWith(DateTimeFormatter.class.getName());
        }
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            if (UNSHARED_NAMES.contains(current.getName())) {
                return true;
            }
        }
        return false;
    }

    void credential() {
        Map<String, TestRequest> requests = new LinkedHashMap<>(contract.badRequests());
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            requests.put("a good credential", contract.goodRequest(mechanism));
            requests.forEach((what, request) -> {
                TestMechanism.Claim<?> claim = mechanism.claim(request, what);
                if (claim != null) {
                    requireImmutable(claim.credential(), contract.guardedTypes());
                }
            });
        }
    }

    private static void requireImmutable(Credential credential, Set<Class<?>> guarded) {
        boolean request = guarded.contains(RequestView.class);
        for (ObjectGraph.Node node : ObjectGraph.of(List.of(credential)).nodes()) {
            Object object = node.object();
            Rule.CREDENTIAL_IS_IMMUTABLE.check(
                    request || !(object instanceof RequestView), node.place() + " holds the request");
            Rule.CREDENTIAL_IS_IMMUTABLE.check(
                    request || !CHANGEABLE.contains(object.getClass()),
                    node.place() + " holds a " + object.getClass().getName());
        }
        if (request) {
            return;
        }
        for (Class<?> type = credential.getClass();
                type != null && !ObjectGraph.isClosed(type);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean kept = Modifier.isFinal(field.getModifiers()) || Modifier.isStatic(field.getModifiers());
                Rule.CREDENTIAL_IS_IMMUTABLE.check(
                        kept, "field " + field.getName() + " of " + type.getName() + " is not final");
            }
        }
    }
}
