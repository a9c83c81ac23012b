package dev.gatehouse.samples.tasklist.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web page, in memory: its own and those of the libraries that it uses. All but the two pages have the
 * digest of the whole in their path, so that browsers may keep them forever. Immutable.
 */
public final class PageFiles {

    /** The path of the page that logs out at a provider too. */
    public static final String LOGOUT = "/logout";

    private static final List<String> OWN = List.of(
            "tasklist.css",
            "libraries.css",
            "icon.svg",
            "NOTICE.txt",
            "api.js",
            "changes.js",
            "diagram.js",
            "dom.js",
            "filters.js",
            "format.js",
            "forms.js",
            "json.js",
            "list.js",
            "login.js",
            "logout.js",
            "messages.js",
            "passkeys.js",
            "schema.js",
            "session.js",
            "start.js",
            "task.js",
            "taskhead.js",
            "tasklist.js",
            "variables.js");

    /** The libraries, see {@code web/lib/README.md}. */
    private static final List<String> LIBRARIES = List.of(
            "lib/Apache-2.0.txt",
            "lib/bpmn-js/LICENSE.txt",
            "lib/bpmn-js/bpmn-js.css",
            "lib/bpmn-js/diagram-js.css",
            "lib/bpmn-js/navigated-viewer.js",
            "lib/form-js/LICENSE.txt",
            "lib/form-js/form-js.css",
            "lib/form-js/form-viewer.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    /**
     * A file with its headers.
     *
     * @param type the content type
     * @param content the content
     * @param tag the entity tag, with quotes
     * @param unchanging whether another content would have another path
     */
    public record File(String type, byte[] content, String tag, boolean unchanging) {

        private static File of(String name, byte[] content, boolean unchanging) {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new File(
                    Objects.requireNonNull(type), content, '"' + digest(Map.of(name, content)) + '"', unchanging);
        }
    }

    private final Map<String, File> files;

    private PageFiles(Map<String, File> files) {
        this.files = Map.copyOf(files);
    }

    /** Reads all files from the class path. */
    public static PageFiles load() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String name : OWN) {
            contents.put(name, Resources.bytes("/web/assets/" + name));
        }
        for (String name : LIBRARIES) {
            contents.put(name, Resources.bytes("/web/" + name));
        }
        String directory = "/assets/" + digest(contents);
        Map<String, File> files = new LinkedHashMap<>();
        contents.forEach((name, content) -> files.put(directory + "/" + name, File.of(name, content, true)));
        files.put("/", page("index.html", directory));
        files.put(LOGOUT, page("logout.html", directory));
        return new PageFiles(files);
    }

    private static File page(String name, String directory) {
        String page = Resources.text("/web/" + name).replace("{{assets}}", directory);
        return File.of(name, page.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Returns the file with this path below the context path, or null if there is none. */
    @Nullable
    public File at(String path) {
        return files.get(path);
    }

    private static String digest(Map<String, byte[]> contents) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        contents.forEach((name, content) -> {
            digest.update((name + " " + content.length + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }
}
