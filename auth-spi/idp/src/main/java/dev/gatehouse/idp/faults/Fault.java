package dev.gatehouse.idp.faults;

import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A kind of misbehaviour of an endpoint, switched on with {@link Faults#set}. The endpoint works as usual and the fault
 * changes the response, so that a faulty response can be almost valid. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class Fault {

    /** How the bytes are sent. */
    enum Delivery {
        WHOLE,
        CUT,
        DRIP,
        HANG_UP
    }

    private final UnaryOperator<Answer> change;
    private final Delivery delivery;
    private final Duration delay;
    private final Duration pace;

    private Fault(UnaryOperator<Answer> change, Delivery delivery, Duration delay, Duration pace) {
        this.change = change;
        this.delivery = delivery;
        this.delay = delay;
        this.pace = pace;
    }

    public static Fault none() {
        return changing(UnaryOperator.identity());
    }

    /** Another status, with a small JSON error. */
    public static Fault status(int status) {
        return changing(answer -> Answer.of(status, "application/json", "{\"error\":\"temporarily_unavailable\"}"));
    }

    /** 200 with a web page, as captive portals and misconfigured proxies send it. */
    public static Fault html() {
        return body("text/html", "<!doctype html><title>Sign in</title><p>Please sign in to the network.");
    }

    /** 200 with no body at all. */
    public static Fault empty() {
        return changing(answer -> answer.withBody(new byte[0]));
    }

    /** 200 with any body. */
    public static Fault body(String contentType, String text) {
        return changing(answer -> Answer.of(200, contentType, text));
    }

    /** The correct response with a changed body, for example another {@code issuer} in the metadata. */
    public static Fault rewritten(UnaryOperator<String> rewrite) {
        return changing(answer -> answer.withBody(rewrite.apply(answer.text()).getBytes(StandardCharsets.UTF_8)));
    }

    /** The first half of the correct body as a complete response. */
    public static Fault truncated() {
        return changing(answer -> answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2)));
    }

    /** The correct body followed by this many spaces: valid JSON that only a size limit refuses. */
    public static Fault oversize(int padding) {
        return changing(answer -> {
            int length = answer.body().length;
            byte[] padded = Arrays.copyOf(answer.body(), Math.addExact(length, padding));
            Arrays.fill(padded, length, padded.length, (byte) ' ');
            return answer.withBody(padded);
        });
    }

    /** A redirect (302) to this address. */
    public static Fault redirect(URI target) {
        return changing(answer -> Answer.redirect(302, target.toString()));
    }

    /** The correct response, byte by byte with this pause between them. */
    public static Fault drip(Duration pace) {
        return new Fault(UnaryOperator.identity(), Delivery.DRIP, Duration.ZERO, pace);
    }

    /** The correct length announced, half of the body sent, then the connection closed. */
    public static Fault cut() {
        return new Fault(UnaryOperator.identity(), Delivery.CUT, Duration.ZERO, Duration.ZERO);
    }

    /** The connection closed without a response. */
    public static Fault hangUp() {
        return new Fault(UnaryOperator.identity(), Delivery.HANG_UP, Duration.ZERO, Duration.ZERO);
    }

    /** The correct response after a delay. To hold a response until a test releases it, use {@link Faults#hold}. */
    public static Fault delay(Duration delay) {
        return none().after(delay);
    }

    /** The same fault after a delay. */
    public Fault after(Duration later) {
        return new Fault(change, delivery, later, pace);
    }

    /** The same fault with a {@code Retry-After} header in whole seconds (RFC 9110 section 10.2.3). */
    public Fault retryAfter(Duration wait) {
        return header("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** The same fault with this response header, for example {@code Cache-Control}. */
    public Fault header(String name, String value) {
        return new Fault(answer -> change.apply(answer).with(name, value), delivery, delay, pace);
    }

    private static Fault changing(UnaryOperator<Answer> change) {
        return new Fault(change, Delivery.WHOLE, Duration.ZERO, Duration.ZERO);
    }

    public Answer spoil(Answer answer) {
        return change.apply(answer);
    }

    Delivery delivery() {
        return delivery;
    }

    public Duration delay() {
        return delay;
    }

    Duration pace() {
        return pace;
    }

    @Override
    public String toString() {
        return "Fault[" + delivery + ", after " + delay + "]";
    }
}
