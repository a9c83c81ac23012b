package dev.gatehouse.testoutput;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last part of some output, 256 KiB of it. Thread-safe. */
final class Tail {

    static final int LIMIT = 256 * 1024;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int size;
    private boolean cut;

    synchronized void add(byte[] piece) {
        pieces.add(piece);
        size += piece.length;
        while (size > LIMIT && pieces.size() > 1) {
            size -= pieces.remove().length;
            cut = true;
        }
    }

    synchronized void clear() {
        pieces.clear();
        size = 0;
        cut = false;
    }

    synchronized String text() {
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        String text = new String(all, StandardCharsets.UTF_8);
        return cut ? "(the beginning is left out)\n" + text : text;
    }
}
