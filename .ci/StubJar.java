import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.AttributeInfo;
import javassist.bytecode.Bytecode;
import javassist.bytecode.ClassFile;
import javassist.bytecode.FieldInfo;
import javassist.bytecode.MethodInfo;

/**
 * Writes the public and protected signatures of a jar as a jar of classes without code, the same bytes for the same
 * classes. Run by {@code .ci/baseline}, with Javassist on the class path.
 */
final class StubJar {

    /** What the comparison reads; line numbers, code and nest mates would only make the file change without a reason. */
    private static final Set<String> KEPT = Set.of(
            "Signature",
            "Exceptions",
            "ConstantValue",
            "Deprecated",
            "InnerClasses",
            "PermittedSubclasses",
            "Record",
            "AnnotationDefault",
            "RuntimeVisibleAnnotations",
            "RuntimeInvisibleAnnotations");

    private StubJar() {}

    /**
     * @param args the jar to read, the jar to write and, for a trial, the name of a type that gets a method
     *     {@code planted} which the jar to read has not
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2 || args.length > 3) {
            System.err.println("Usage: StubJar IN.jar OUT.jar [TYPE]");
            System.exit(2);
        }
        Map<String, ClassFile> all = read(Path.of(args[0]));
        Map<String, ClassFile> kept = withSupertypes(all);
        kept.values().forEach(StubJar::strip);
        if (args.length == 3) {
            plant(kept.get(args[2]), args[2]);
        }
        write(kept, Path.of(args[1]));
        System.out.println(args[1] + ": " + kept.size() + " of " + all.size() + " classes, " + Files.size(Path.of(args[1]))
                + " bytes");
    }

    private static Map<String, ClassFile> read(Path jar) throws IOException {
        Map<String, ClassFile> classes = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        ClassFile type = new ClassFile(new DataInputStream(in));
                        classes.put(type.getName(), type);
                    }
                }
            }
        }
        return classes;
    }

    /** The public types and, because members are inherited, the types of the jar that they extend. */
    private static Map<String, ClassFile> withSupertypes(Map<String, ClassFile> all) {
        Set<String> names = all.values().stream()
                .filter(type -> AccessFlag.isPublic(type.getAccessFlags()))
                .map(ClassFile::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (String name : List.copyOf(names)) {
                ClassFile type = all.get(name);
                grown |= all.containsKey(type.getSuperclass()) && names.add(type.getSuperclass());
                for (String supertype : type.getInterfaces()) {
                    grown |= all.containsKey(supertype) && names.add(supertype);
                }
            }
        }
        return names.stream().collect(Collectors.toMap(name -> name, all::get, (a, b) -> a, TreeMap::new));
    }

    private static void strip(ClassFile type) {
        type.getAttributes().removeIf(StubJar::isDropped);
        type.getFields().removeIf(field -> isHidden(((FieldInfo) field).getAccessFlags()));
        type.getMethods().removeIf(method -> isHidden(((MethodInfo) method).getAccessFlags()) || method.isStaticInitializer());
        for (FieldInfo field : type.getFields()) {
            field.getAttributes().removeIf(StubJar::isDropped);
        }
        for (MethodInfo method : type.getMethods()) {
            method.getAttributes().removeIf(StubJar::isDropped);
        }
        type.compact();
    }

    private static boolean isDropped(AttributeInfo attribute) {
        return !KEPT.contains(attribute.getName());
    }

    private static boolean isHidden(int flags) {
        return (flags & (AccessFlag.PUBLIC | AccessFlag.PROTECTED)) == 0 || (flags & AccessFlag.SYNTHETIC) != 0;
    }

    private static void plant(ClassFile type, String name) throws Exception {
        if (type == null) {
            throw new IllegalArgumentException("no public type " + name);
        }
        MethodInfo method = new MethodInfo(type.getConstPool(), "planted", "()V");
        method.setAccessFlags(AccessFlag.PUBLIC);
        Bytecode code = new Bytecode(type.getConstPool());
        code.addReturn(null);
        method.setCodeAttribute(code.toCodeAttribute());
        type.addMethod(method);
    }

    private static void write(Map<String, ClassFile> classes, Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (ClassFile type : classes.values()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                type.write(new DataOutputStream(bytes));
                ZipEntry entry = new ZipEntry(type.getName().replace('.', '/') + ".class");
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                out.putNextEntry(entry);
                out.write(bytes.toByteArray());
                out.closeEntry();
            }
        }
    }
}
