package dev.gatehouse.planted.servlet;

final class Sleeps {
    private Sleeps() {}

    static void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
