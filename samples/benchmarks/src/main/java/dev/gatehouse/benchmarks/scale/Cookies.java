package dev.gatehouse.benchmarks.scale;

import java.nio.charset.StandardCharsets;

/** Some of the cookies, in one array that is there before memory is counted. */
record Cookies(byte[] text, int count) {

    private static final int LENGTH = 43;

    static Cookies room(int count) {
        return new Cookies(new byte[count * LENGTH], count);
    }

    void put(int index, String cookie) {
        byte[] bytes = cookie.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, text, index * LENGTH, LENGTH);
    }

    String get(int index) {
        return new String(text, index * LENGTH, LENGTH, StandardCharsets.US_ASCII);
    }
}
