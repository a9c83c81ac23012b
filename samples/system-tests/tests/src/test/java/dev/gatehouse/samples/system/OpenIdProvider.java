package dev.gatehouse.samples.system;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A provider that people log in with, as its users and its operator see it. It has the client {@code tasklist} and the
 * users {@code demo}, {@code reader} and {@code nobody}. For one thread.
 */
interface OpenIdProvider extends Closeable {

    /** Makes an application known to it, before anything else is asked. */
    void register(URI application) throws IOException;

    /** Returns what the application has to be told. */
    Map<String, String> settings();

    /** Logs a user in, on its page, until the browser is back. */
    WebBrowser.Page logIn(WebBrowser browser, WebBrowser.Page page, String user)
            throws IOException, InterruptedException;

    /** Confirms a logout, if it asks. */
    WebBrowser.Page logOut(WebBrowser browser, WebBrowser.Page page) throws IOException, InterruptedException;

    /** Lets access tokens that it issues from now on live for some seconds. */
    void shortTokens() throws IOException;

    /** Returns how often an access token was refreshed. */
    long refreshes() throws IOException;

    /** Returns how many sessions a user has. */
    int sessions(String user) throws IOException;

    /** Ends all sessions of a user as an administrator, so that the application is told. */
    void endSessions(String user) throws IOException;
}
