package dev.gatehouse.idp;

import java.util.Map;

/** The HTML pages of the provider. All input is escaped. */
final class Pages {

    private static final String NOTICE =
            "<p><strong>Development identity provider.</strong> Not for production: well-known passwords, no TLS.</p>";

    private Pages() {}

    static String login(String action, String loginId, String clientId, String message) {
        return page(
                "Log in",
                paragraph(message)
                        + paragraph("Log in to " + clientId)
                        + "<form method=\"post\" action=\"" + escape(action) + "\">"
                        + hidden("login", loginId)
                        + "<p><label>User name <input name=\"username\" autocomplete=\"username\" autofocus required>"
                        + "</label></p>"
                        + "<p><label>Password <input name=\"password\" type=\"password\""
                        + " autocomplete=\"current-password\" required></label></p>"
                        + "<p><button type=\"submit\">Log in</button></p></form>");
    }

    static String confirmLogout(String action, Map<String, String> carried) {
        StringBuilder fields = new StringBuilder();
        carried.forEach((name, value) -> fields.append(hidden(name, value)));
        return page(
                "Log out",
                paragraph("Do you want to log out?")
                        + "<form method=\"post\" action=\"" + escape(action) + "\">" + fields
                        + hidden("confirm", "yes") + "<p><button type=\"submit\">Log out</button></p></form>");
    }

    static String message(String title, String text) {
        return page(title, paragraph(text));
    }

    private static String page(String title, String content) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + "</title></head><body><h1>" + escape(title) + "</h1>" + content + NOTICE + "</body></html>";
    }

    private static String paragraph(String text) {
        return text.isEmpty() ? "" : "<p>" + escape(text) + "</p>";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + escape(name) + "\" value=\"" + escape(value) + "\">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
