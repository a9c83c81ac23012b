package dev.gatehouse.cookie.users;

/** A password hashing algorithm, with all data of one hash. Immutable. */
interface HashScheme {

    /**
     * Returns whether this is the hash of a password. The work is the same for all passwords of the same length, right
     * or wrong.
     */
    boolean matches(byte[] password);

    /** Returns the string that it can be parsed from. */
    String text();

    /** Returns the part of {@link #text()} that says how much work a verification is. */
    String cost();

    /** Returns a string that is equal for all hashes whose verification is the same work. */
    String work();

    /** Returns whether a hash created today would cost attackers more. */
    boolean outdated();

    /** Returns a hash with the same cost that matches no password. */
    HashScheme decoy();
}
