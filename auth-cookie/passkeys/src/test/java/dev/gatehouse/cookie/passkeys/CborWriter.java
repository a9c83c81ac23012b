package dev.gatehouse.cookie.passkeys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes what an authenticator sends in CBOR (RFC 8949): integers, strings and the heads of maps. */
final class CborWriter {

    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int MAP = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CborWriter map(int members) {
        return head(MAP, members);
    }

    CborWriter number(long number) {
        return number < 0 ? head(NEGATIVE, -1 - number) : head(0, number);
    }

    CborWriter bytes(byte[] bytes) {
        head(BYTES, bytes.length);
        return raw(bytes);
    }

    CborWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, bytes.length);
        return raw(bytes);
    }

    CborWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private CborWriter head(int major, long value) {
        byte[] eight = ByteBuffer.allocate(8).putLong(value).array();
        if (value < 24) {
            out.write(major << 5 | (int) value);
        } else if (value < 0x100) {
            out.write(major << 5 | 24);
            out.write((int) value);
        } else if (value < 0x1_0000) {
            out.write(major << 5 | 25);
            out.writeBytes(Arrays.copyOfRange(eight, 6, 8));
        } else {
            out.write(major << 5 | 26);
            out.writeBytes(Arrays.copyOfRange(eight, 4, 8));
        }
        return this;
    }
}
