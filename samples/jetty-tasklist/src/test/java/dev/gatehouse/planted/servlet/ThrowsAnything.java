package dev.gatehouse.planted.servlet;

final class ThrowsAnything {
    private ThrowsAnything() {}

    static void fail() {
        throw new RuntimeException("anything");
    }
}
