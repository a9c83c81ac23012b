package dev.gatehouse.planted.servlet;

final class HidesCaller {
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private HidesCaller() {}

    static String caller() {
        return CALLER.get();
    }
}
