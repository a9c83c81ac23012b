package dev.gatehouse.planted.servlet;

final class CountsGlobally {
    private static int count;

    private CountsGlobally() {}

    static int next() {
        return ++count;
    }
}
