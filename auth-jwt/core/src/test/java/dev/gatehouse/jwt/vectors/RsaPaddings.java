package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;

import dev.gatehouse.jwt.TestToken;
import java.util.function.Function;

/** RSA signatures by the right key with a padding that violates RFC 8017. */
final class RsaPaddings {

    private static final byte[] NOTHING = new byte[0];

    private RsaPaddings() {}

    static void addTo(Batch batch) {
        pkcs1(batch);
        pss(batch);
    }

    private static void pkcs1(Batch batch) {
        RsaForgery forgery = new RsaForgery(RSA);
        byte[] start = {0, 1};
        padded(
                batch,
                "block type 2",
                in -> forgery.pkcs1(in, new byte[] {0, 2}, (byte) 0xff, RsaForgery.SHA256, NOTHING));
        padded(
                batch,
                "block type 0",
                in -> forgery.pkcs1(in, new byte[] {0, 0}, (byte) 0xff, RsaForgery.SHA256, NOTHING));
        padded(
                batch,
                "a first byte that is not zero",
                in -> forgery.pkcs1(in, new byte[] {1, 1}, (byte) 0xff, RsaForgery.SHA256, NOTHING));
        padded(batch, "filled with FE", in -> forgery.pkcs1(in, start, (byte) 0xfe, RsaForgery.SHA256, NOTHING));
        padded(batch, "filled with zeros", in -> forgery.pkcs1(in, start, (byte) 0, RsaForgery.SHA256, NOTHING));
        padded(
                batch,
                "something behind the hash",
                in -> forgery.pkcs1(in, start, (byte) 0xff, RsaForgery.SHA256, new byte[1]));
        padded(
                batch,
                "much behind the hash",
                in -> forgery.pkcs1(in, start, (byte) 0xff, RsaForgery.SHA256, new byte[190]));
        padded(batch, "no DigestInfo", in -> forgery.pkcs1(in, start, (byte) 0xff, NOTHING, NOTHING));
        byte[] sha512 = RsaForgery.SHA256.clone();
        sha512[14] = 3;
        padded(batch, "the name of SHA-512", in -> forgery.pkcs1(in, start, (byte) 0xff, sha512, NOTHING));
        byte[] long1 = RsaForgery.SHA256.clone();
        long1[1] = 0x32;
        padded(batch, "a wrong length", in -> forgery.pkcs1(in, start, (byte) 0xff, long1, NOTHING));
        byte[] octets = RsaForgery.SHA256.clone();
        octets[17] = 3;
        padded(batch, "the hash as a bit string", in -> forgery.pkcs1(in, start, (byte) 0xff, octets, NOTHING));
        padded(batch, "of another text", in -> forgery.pkcs1(in + "x", start, (byte) 0xff, RsaForgery.SHA256, NOTHING));
    }

    private static void padded(Batch batch, String name, Function<String, byte[]> encode) {
        RsaForgery forgery = new RsaForgery(RSA);
        String input = input("RS256");
        String token = input + "." + TestToken.encode(forgery.raw(encode.apply(input)));
        batch.bad(MAIN, Check.SIGNATURE, "PKCS #1: " + name, token, "token.signature");
    }

    private static void pss(Batch batch) {
        RsaForgery forgery = new RsaForgery(RSA);
        String input = input("PS256");
        batch.good(
                MAIN,
                "PSS: made with the JDK",
                input + "." + TestToken.encode(forgery.pss(input, "SHA-256", "SHA-256", 32)));
        for (int salt : new int[] {0, 1, 20, 31, 33, 64}) {
            batch.bad(
                    MAIN,
                    Check.SIGNATURE,
                    "PSS: salt of " + salt,
                    input + "." + TestToken.encode(forgery.pss(input, "SHA-256", "SHA-256", salt)),
                    "token.signature");
        }
        batch.bad(
                MAIN,
                Check.SIGNATURE,
                "PSS: mask by SHA-1",
                input + "." + TestToken.encode(forgery.pss(input, "SHA-256", "SHA-1", 32)),
                "token.signature");
        batch.bad(
                MAIN,
                Check.SIGNATURE,
                "PSS: hash of SHA-384",
                input + "." + TestToken.encode(forgery.pss(input, "SHA-384", "SHA-384", 32)),
                "token.signature");
        batch.bad(
                MAIN,
                Check.SIGNATURE,
                "PSS: PKCS #1 instead",
                MAIN.token(RSA).header(TestToken.header("PS256", "rsa")).compact(),
                "token.signature");
    }

    private static String input(String algorithm) {
        return TestToken.encode(TestToken.bytes(TestToken.header(algorithm, "rsa"))) + "."
                + TestToken.encode(TestToken.bytes(MAIN.claims()));
    }
}
