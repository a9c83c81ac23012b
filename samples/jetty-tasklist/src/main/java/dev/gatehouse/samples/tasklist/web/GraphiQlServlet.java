package dev.gatehouse.samples.tasklist.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * GraphiQL, a page to write GraphQL queries with, in the demonstration only. Its files are public and contain no
 * secret; its queries are sent with the session of the user. Thread-safe.
 */
public final class GraphiQlServlet extends HttpServlet {

    /** The directory of the page. */
    public static final String PATH = "/graphiql";

    private static final long serialVersionUID = 1L;

    /** Scripts, styles and requests of this origin only. The editor draws its cursor and icons with data URLs. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "same-origin",
            "X-Content-Type-Options",
            "nosniff",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache");

    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";

    private record File(String type, byte[] content) {}

    private final transient Map<String, File> files = Map.of(
            "/", own("text/html; charset=utf-8", "index.html"),
            "/start.js", own(JAVASCRIPT, "start.js"),
            "/page.css", own(CSS, "page.css"),
            "/react.js", library(JAVASCRIPT, "react", "umd/react.production.min.js"),
            "/react-dom.js", library(JAVASCRIPT, "react-dom", "umd/react-dom.production.min.js"),
            "/graphiql.js", library(JAVASCRIPT, "graphiql", "graphiql.min.js"),
            "/graphiql.css", library(CSS, "graphiql", "graphiql.min.css"));

    private static File own(String type, String name) {
        return new File(type, Resources.bytes("/graphiql/" + name));
    }

    /** Returns a file of a library. The path of its files contains its version, which its artifact knows. */
    private static File library(String type, String artifact, String name) {
        Properties maven = new Properties();
        try {
            maven.load(new StringReader(
                    Resources.text("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String version = maven.getProperty("version");
        return new File(type, Resources.bytes("/META-INF/resources/webjars/" + artifact + "/" + version + "/" + name));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ReadMethods.admit(request, response)) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable String path = request.getPathInfo();
        if (path == null) {
            response.sendRedirect(request.getContextPath() + PATH + "/");
            return;
        }
        File file = files.get(path);
        if (file == null) {
            response.sendError(404);
            return;
        }
        HEADERS.forEach(response::setHeader);
        response.setContentType(file.type());
        response.setContentLength(file.content().length);
        response.getOutputStream().write(file.content());
    }
}
