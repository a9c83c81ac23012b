package dev.gatehouse.testoutput;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** A stream that hands on what is written to it. */
final class Sink extends OutputStream {

    private final Consumer<byte[]> target;

    Sink(Consumer<byte[]> target) {
        this.target = target;
    }

    @Override
    public void write(int value) {
        target.accept(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        target.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    }
}
