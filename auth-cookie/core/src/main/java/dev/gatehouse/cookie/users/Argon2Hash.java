package dev.gatehouse.cookie.users;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id (RFC 9106) version 19 in the PHC string format. Immutable. */
final class Argon2Hash implements HashScheme {

    /** The cost of new hashes: 19 MiB, two passes, one lane. */
    static final Cost DEFAULT = new Cost(19_456, 2, 1);

    static final String PREFIX = "$argon2id$";

    private static final int MAX_MEMORY = 65_536;
    private static final int MAX_PASSES = 10;
    private static final int MAX_LANES = 4;
    private static final int SALT = 16;
    private static final int HASH = 32;

    /**
     * The cost of one hash.
     *
     * @param memory in KiB
     * @param passes over the memory
     * @param lanes that could be computed in parallel
     */
    record Cost(int memory, int passes, int lanes) {
        Cost {
            boolean bounded = passes >= 1
                    && passes <= MAX_PASSES
                    && lanes >= 1
                    && lanes <= MAX_LANES
                    && memory >= 8 * lanes
                    && memory <= MAX_MEMORY;
            if (!bounded) {
                throw new IllegalArgumentException("expected Argon2id with at most m=" + MAX_MEMORY + ", t="
                        + MAX_PASSES + ", p=" + MAX_LANES + ", and m of at least 8 for each lane");
            }
        }
    }

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static Argon2Hash create(byte[] password, Cost cost) {
        byte[] salt = random(SALT);
        return new Argon2Hash(cost, salt, compute(cost, salt, password, HASH));
    }

    /** Returns a hash that matches no password: random bytes in the same format. */
    static Argon2Hash decoy(Cost cost) {
        return new Argon2Hash(cost, random(SALT), random(HASH));
    }

    static Argon2Hash parse(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != 6 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
            throw new IllegalArgumentException("expected $argon2id$v=19$m=...,t=...,p=...$salt$hash");
        }
        String[] costs = parts[3].split(",", -1);
        if (costs.length != 3) {
            throw new IllegalArgumentException("expected m=...,t=...,p=... in the third part of the hash");
        }
        Cost cost = new Cost(number(costs[0], "m="), number(costs[1], "t="), number(costs[2], "p="));
        return new Argon2Hash(
                cost, HashEncoding.decode(parts[4], 8, 64, "salt"), HashEncoding.decode(parts[5], 16, 64, "hash"));
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(hash, compute(cost, salt, password, hash.length));
    }

    @Override
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return cost() + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    @Override
    public String cost() {
        return PREFIX + "v=19$m=" + cost.memory() + ",t=" + cost.passes() + ",p=" + cost.lanes();
    }

    @Override
    public String work() {
        return cost();
    }

    /** What costs attackers is memory times passes: more memory makes up for fewer passes. */
    @Override
    public boolean outdated() {
        return (long) cost.memory() * cost.passes() < (long) DEFAULT.memory() * DEFAULT.passes();
    }

    @Override
    public HashScheme decoy() {
        return decoy(cost);
    }

    private static byte[] compute(Cost cost, byte[] salt, byte[] password, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] result = new byte[length];
        generator.generateBytes(password, result);
        return result;
    }

    private static int number(String text, String name) {
        return HashEncoding.number(text, name, 6);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
