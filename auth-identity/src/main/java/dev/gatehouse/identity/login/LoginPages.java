package dev.gatehouse.identity.login;

import dev.gatehouse.spi.Reply;
import java.util.List;

/**
 * The HTML pages of the log-in. They have no script, and nothing of a request is written into them except paths that
 * were checked. What comes from settings or from verified tokens is escaped. Immutable.
 */
final class LoginPages {

    private static final String FOOT = """
            </main>
            </body>
            </html>
            """;

    /**
     * A link.
     *
     * @param text its text
     * @param target its target: a path with the context path, or an absolute URL
     */
    record Link(String text, String target) {}

    private LoginPages() {}

    /** Returns a page with some text and ways on. */
    static Reply page(int status, String title, List<String> paragraphs, List<Link> links) {
        StringBuilder html = new StringBuilder(head(title, ""));
        for (String paragraph : paragraphs) {
            html.append(status >= 400 ? "<p role=\"alert\">" : "<p>")
                    .append(escaped(paragraph))
                    .append("</p>\n");
        }
        if (!links.isEmpty()) {
            html.append("<ul>\n");
            for (Link link : links) {
                html.append("<li><a href=\"")
                        .append(escaped(link.target()))
                        .append("\">")
                        .append(escaped(link.text()))
                        .append("</a></li>\n");
            }
            html.append("</ul>\n");
        }
        return Reply.html(status, html.append(FOOT).toString());
    }

    /**
     * Returns a page that leads on by itself. Browsers send a cookie with {@code SameSite=Strict} with the request that
     * it causes, and not after a redirect that another site began.
     */
    static Reply onward(String target) {
        String refresh = "<meta http-equiv=\"refresh\" content=\"0; url=" + escaped(target) + "\">\n";
        return Reply.html(
                200,
                head("You are logged in", refresh) + "<ul><li><a href=\"" + escaped(target)
                        + "\">Continue</a></li></ul>\n" + FOOT);
    }

    private static String head(String title, String refresh) {
        return String.format("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            %s<title>%s</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1b1f24; }
            main { max-width: 30rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: .5rem; }
            h1 { font-size: 1.4rem; margin-top: 0; }
            ul { list-style: none; padding: 0; }
            li { margin: .75rem 0; }
            a { display: block; padding: .6rem 1rem; border: 1px solid #0b57d0; border-radius: .3rem; color: #0b57d0;
              text-align: center; text-decoration: none; }
            a:hover, a:focus { background: #0b57d0; color: #fff; }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            """, refresh, escaped(title), escaped(title));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
