package dev.gatehouse.cookie.users;

/** One way to hash a password, with everything that is needed to check one. Immutable. */
interface HashScheme {

    /** Returns whether this is the hash of a password. The work is the same for every password of the same length, right or wrong. */
    boolean matches(byte[] password);

    /** Returns the text from which it can be parsed. */
    String text();

    /** Returns the part of the text that says how much work a check is. */
    String cost();

    /** Returns whether a hash that is made today costs guessers more. */
    boolean outdated();

    /** Returns a hash that costs the same and that no password has. */
    HashScheme decoy();
}
