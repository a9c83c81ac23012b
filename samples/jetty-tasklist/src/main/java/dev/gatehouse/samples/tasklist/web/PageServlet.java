package dev.gatehouse.samples.tasklist.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The web page and its files. They are public and contain no secret. The page loads its data with the session of the
 * user. Thread-safe.
 */
public final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Allows scripts, styles and requests of this origin only, no inline scripts or styles, and no frames. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action %s; frame-ancestors 'none'; object-src 'none'";

    private static final String OWN_FORMS = String.format(POLICY, "'self'");

    /**
     * Browsers apply form-action to redirects too. A logout goes to the provider, and from there to wherever it sends
     * people. The page shows no data and has nothing but the form.
     */
    private static final String FORMS_THAT_LEAD_ELSEWHERE = String.format(POLICY, "'self' http: https:");

    /** The referrer policy is same-origin, so that browsers send the origin with POST requests of the page. */
    private static final Map<String, String> HEADERS = Map.of(
            "Referrer-Policy",
            "same-origin",
            "X-Content-Type-Options",
            "nosniff",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private static final String FOREVER = "public, max-age=31536000, immutable";
    /** Clients revalidate each time and get 304 if nothing has changed. */
    private static final String REVALIDATE = "no-cache";

    // New at each start and never sent to clients.
    private final transient PageFiles files = PageFiles.load();

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
        String path = request.getServletPath() + (rest == null ? "" : rest);
        PageFiles.File file = files.at(path);
        if (file == null) {
            response.sendError(404);
            return;
        }
        HEADERS.forEach(response::setHeader);
        response.setHeader(
                "Content-Security-Policy", path.equals(PageFiles.LOGOUT) ? FORMS_THAT_LEAD_ELSEWHERE : OWN_FORMS);
        response.setHeader("Cache-Control", file.unchanging() ? FOREVER : REVALIDATE);
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
