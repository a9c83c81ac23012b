package dev.gatehouse.planted.servlet;

final class Prints {
    private Prints() {}

    static void say(String text) {
        System.out.println(text);
    }
}
