package dev.gatehouse.testkit.idp;

/** Makes the threads of the provider: daemons all, so that none of them keeps a process alive. */
final class Daemons {

    private Daemons() {}

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "development-identity-provider");
        thread.setDaemon(true);
        return thread;
    }
}
