package dev.gatehouse.servlet.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.LifeCycle;

/** An HTTP/2 client without TLS that sends exactly the pseudo-headers and fields it is given. */
public final class Http2 {

    private static final Answer NONE = new Answer(0, List.of(), "");

    private final int port;

    public Http2(int port) {
        this.port = port;
    }

    /**
     * Sends a request without a body on a connection of its own.
     *
     * @param authority the pseudo-header {@code :authority}; {@code null} for none
     * @param headers header lines such as {@code cookie: a=b}
     * @return the answer; its status is 0 if the server has ended the stream or the connection without one
     */
    public Answer request(String method, String authority, String path, String... headers) {
        HttpFields.Mutable fields = HttpFields.build();
        for (String header : headers) {
            int colon = header.indexOf(':');
            fields.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        HttpURI.Mutable uri = HttpURI.build().scheme("http").pathQuery(path);
        MetaData.Request request = authority == null
                ? new MetaData.Request(method, uri, HttpVersion.HTTP_2, fields)
                : new MetaData.Request(method, uri.authority(authority), HttpVersion.HTTP_2, fields);
        Listening answer = new Listening();
        HTTP2Client client = new HTTP2Client();
        try {
            client.start();
            Promise.Completable<Session> session = new Promise.Completable<>();
            client.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new Session.Listener() {}, session);
            session.join()
                    .newStream(
                            new HeadersFrame(request, null, true),
                            Promise.from(stream -> {}, failure -> answer.done.complete(NONE)),
                            answer);
            return answer.done.join();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            LifeCycle.stop(client);
        }
    }

    private static final class Listening implements Stream.Listener {

        private final CompletableFuture<Answer> done = new CompletableFuture<>();
        private final StringBuilder body = new StringBuilder();
        private MetaData.Response head;

        @Override
        public void onHeaders(Stream stream, HeadersFrame frame) {
            if (frame.getMetaData() instanceof MetaData.Response response) {
                head = response;
            }
            if (frame.isEndStream()) {
                complete();
            } else {
                stream.demand();
            }
        }

        @Override
        public void onDataAvailable(Stream stream) {
            Stream.Data data = stream.readData();
            if (data == null) {
                stream.demand();
                return;
            }
            body.append(StandardCharsets.UTF_8.decode(data.frame().getByteBuffer()));
            data.release();
            if (data.frame().isEndStream()) {
                complete();
            } else {
                stream.demand();
            }
        }

        @Override
        public void onReset(Stream stream, ResetFrame frame, Callback callback) {
            callback.succeeded();
            done.complete(NONE);
        }

        @Override
        public void onFailure(Stream stream, int error, String reason, Throwable failure, Callback callback) {
            callback.succeeded();
            done.complete(NONE);
        }

        private void complete() {
            List<Answer.Field> fields = new ArrayList<>();
            head.getHttpFields().forEach(field -> fields.add(new Answer.Field(field.getName(), field.getValue())));
            done.complete(new Answer(head.getStatus(), fields, body.toString()));
        }
    }
}
