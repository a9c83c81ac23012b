package dev.gatehouse.samples.containers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The users of the application. Their hashes are cheap, since thousands of requests have a wrong password. */
final class People {

    /** Ann may write, Bob may read, and Eve is disabled. */
    static final String FILE =
            user("ann", "READ, WRITE", false) + user("bob", "READ", false) + user("eve", "READ", true);

    private static final String COST = "$argon2id$v=19$m=64,t=1,p=1$";

    private People() {}

    static String password(String name) {
        return name.equals("bob") ? "bob-of-the-matrix" : "ann-of-the-matrix";
    }

    /** Returns the value of the header Authorization. */
    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String user(String name, String permissions, boolean disabled) {
        String hash = name.equals("bob")
                ? "Ya7MODlJo8TTTTxMT/DFLA$rN/7/GAQoFHivpw/XpmRYig6qBsYBeK4oGcpQiuY5ZY"
                : "goMIs/S5f2BFtevhBjUJtA$I/iRMnu3Tq8d4tuSLesDQhCU+eWTb/si3ydBjftlNQc";
        return "user." + name + ".password=" + COST + hash + "\nuser." + name + ".permissions=" + permissions
                + "\nuser." + name + ".disabled=" + disabled + "\n";
    }
}
