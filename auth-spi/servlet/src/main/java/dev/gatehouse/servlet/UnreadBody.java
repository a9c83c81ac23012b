package dev.gatehouse.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rest of a body whose request has been answered already. Containers differ in what they do with it: Jetty closes
 * the connection, Tomcat reads it in the thread of the request unless the request reads asynchronously, and Undertow
 * reads it in a thread in any case. A silent client would hold that thread.
 */
final class UnreadBody implements ReadListener {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final String ATTRIBUTE = "dev.gatehouse.servlet.unread-body";
    private static final String CLOSE = "close";
    private static final int PIECE = 4096;

    private final ServletInputStream in;
    private final AsyncContext context;

    UnreadBody(ServletInputStream in, AsyncContext context) {
        this.in = in;
        this.context = context;
    }

    /** Returns whether the request must not be completed before its body has ended. */
    static boolean isReadByContainer(ServletInputStream in) {
        return in.getClass().getName().startsWith("io.undertow.");
    }

    /** Closes the connection after the response, so that the rest of the body is not taken for a request. */
    static void closeAfterwards(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1.")) {
            response.setHeader("Connection", CLOSE);
        }
    }

    /** The same if a part of the body is still to come. Call it before the response is written. */
    static void closeIfOutstanding(HttpServletRequest request, HttpServletResponse response) {
        if (hasBody(request) && !request.isAsyncStarted() && outstanding(request) != null) {
            closeAfterwards(request, response);
        }
    }

    /** Notes that a listener takes care of the body. */
    static void leaveTo(ReadListener listener, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, listener);
    }

    /** Lets the container end an answered request without a thread that waits for the body. */
    static void abandon(HttpServletRequest request, HttpServletResponse response) {
        if (!hasBody(request)
                || !request.isAsyncSupported()
                || request.isAsyncStarted()
                || request.getAttribute(ATTRIBUTE) != null) {
            return;
        }
        request.setAttribute(ATTRIBUTE, true);
        ServletInputStream in = outstanding(request);
        if (in == null) {
            return;
        }
        try {
            if (isReadByContainer(in)) {
                finish(response);
                AsyncContext context = request.startAsync(request, response);
                context.setTimeout(0);
                in.setReadListener(new UnreadBody(in, context));
            } else if (CLOSE.equals(response.getHeader("Connection"))) {
                AsyncContext context = request.startAsync(request, response);
                in.setReadListener(new UnreadBody(in, context));
                context.complete();
            }
        } catch (IllegalStateException ended) {
            LOG.debug("the container has ended the request: {}", ended.toString());
        }
    }

    private static @Nullable ServletInputStream outstanding(HttpServletRequest request) {
        try {
            ServletInputStream in = request.getInputStream();
            long length = request.getContentLengthLong();
            return in.isFinished() || (length >= 0 && in.available() >= length) ? null : in;
        } catch (IOException | IllegalStateException broken) {
            return null;
        }
    }

    /** Sends the end of the response, whose request goes on. */
    static void finish(HttpServletResponse response) {
        try {
            response.getOutputStream().close();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("the response could not be written: {}", gone.toString());
        }
    }

    /** Discards what has arrived, without blocking. */
    @Override
    public synchronized void onDataAvailable() {
        byte[] discarded = new byte[PIECE];
        try {
            while (in.isReady()) {
                if (in.read(discarded) < 0) {
                    return;
                }
            }
        } catch (IOException | RuntimeException broken) {
            complete(context);
        }
    }

    @Override
    public void onAllDataRead() {
        complete(context);
    }

    @Override
    public void onError(Throwable failure) {
        complete(context);
    }

    static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException ended) {
            LOG.debug("the container has ended the request: {}", ended.toString());
        }
    }

    /** Returns whether the client has announced a body. */
    static boolean hasBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        // From HTTP/2 on a body may come without a length and without a transfer coding.
        return length > 0
                || (length < 0
                        && (request.getHeader("Transfer-Encoding") != null
                                || !request.getProtocol().startsWith("HTTP/1.")));
    }
}
