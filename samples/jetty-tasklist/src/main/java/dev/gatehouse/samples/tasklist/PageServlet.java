package dev.gatehouse.samples.tasklist;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The web page and its three files. They are public and contain no secret. The page loads its data with the session of
 * the user. Thread-safe.
 */
final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /**
     * Allows scripts, styles and requests of this origin only, no inline scripts or styles, and no frames. The referrer
     * policy is same-origin, so that browsers send the origin with POST requests of the page.
     */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "Referrer-Policy",
            "same-origin",
            "X-Content-Type-Options",
            "nosniff",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            // Clients revalidate each time and get 304 if nothing has changed.
            "Cache-Control",
            "no-cache");

    /** A file with its headers. */
    private record File(String type, byte[] content, String tag) {

        private static File of(String type, String content) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return new File(type, bytes, '"' + digest(bytes) + '"');
        }

        private static String digest(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }

    // New at each start and never sent to clients.
    private final transient Map<String, File> files;

    /** @param demo whether the page shows the demo users */
    PageServlet(boolean demo) {
        String page = Resources.text("/web/index.html").replace("{{mode}}", demo ? "demo" : "plain");
        this.files = Map.of(
                "/",
                File.of("text/html; charset=utf-8", page),
                "/assets/tasklist.css",
                File.of("text/css; charset=utf-8", Resources.text("/web/assets/tasklist.css")),
                "/assets/tasklist.js",
                File.of("text/javascript; charset=utf-8", Resources.text("/web/assets/tasklist.js")),
                "/assets/icon.svg",
                File.of("image/svg+xml", Resources.text("/web/assets/icon.svg")));
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
        String rest = request.getPathInfo();
        File file = files.get(request.getServletPath() + (rest == null ? "" : rest));
        if (file == null) {
            response.sendError(404);
            return;
        }
        HEADERS.forEach(response::setHeader);
        response.setHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.content().length);
        response.getOutputStream().write(file.content());
    }
}
