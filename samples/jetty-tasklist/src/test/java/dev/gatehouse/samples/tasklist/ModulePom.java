package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A pom of this build, read as the XML that it is. */
record ModulePom(Path folder, Element project, boolean parentIsPublished) {

    static ModulePom root(Path folder) {
        return new ModulePom(folder, read(folder), true);
    }

    /** This module and all below it. */
    Stream<ModulePom> all() {
        List<ModulePom> below = texts("modules", "module").stream()
                .map(module -> folder.resolve(module).normalize())
                .map(module -> new ModulePom(module, read(module), isPublished()))
                .toList();
        return Stream.concat(Stream.of(this), below.stream().flatMap(ModulePom::all));
    }

    String artifactId() {
        return text("artifactId").orElseThrow();
    }

    String version() {
        return text("version")
                .or(() -> text("parent", "version"))
                .orElseThrow(() -> new AssertionError(folder + " has no version"));
    }

    boolean isJar() {
        return text("packaging").orElse("jar").equals("jar");
    }

    /** Whether {@code mvn deploy} publishes it. */
    boolean isPublished() {
        return text("properties", "maven.deploy.skip")
                .map(skip -> !Boolean.parseBoolean(skip))
                .orElse(parentIsPublished);
    }

    boolean hasParent() {
        return !under(project, "parent").isEmpty();
    }

    /** The artifacts that it manages, as groupId:artifactId:version. */
    List<String> managed() {
        return elements("dependencyManagement", "dependencies", "dependency")
                .map(dependency -> coordinates(dependency) + ":" + childText(dependency, "version"))
                .toList();
    }

    /** The artifacts that it depends on, as groupId:artifactId. */
    List<String> dependencies() {
        return elements("dependencies", "dependency")
                .map(ModulePom::coordinates)
                .toList();
    }

    private Optional<String> text(String... names) {
        return texts(names).stream().findFirst();
    }

    private List<String> texts(String... names) {
        return elements(names).map(element -> element.getTextContent().strip()).toList();
    }

    private Stream<Element> elements(String... names) {
        Stream<Element> found = Stream.of(project);
        for (String name : names) {
            found = found.flatMap(element -> under(element, name).stream());
        }
        return found;
    }

    private static String coordinates(Element dependency) {
        return childText(dependency, "groupId") + ":" + childText(dependency, "artifactId");
    }

    private static String childText(Element element, String name) {
        return under(element, name).get(0).getTextContent().strip();
    }

    private static List<Element> under(Element element, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                found.add(child);
            }
        }
        return found;
    }

    private static Element read(Path folder) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException problem) {
            throw new AssertionError(folder + "/pom.xml", problem);
        }
    }
}
