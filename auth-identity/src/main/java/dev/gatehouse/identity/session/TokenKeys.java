package dev.gatehouse.identity.session;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.FilePermissions;
import dev.gatehouse.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that encrypt the tokens of sessions: AES with 256 bits. The first one encrypts, all of them decrypt. The id
 * of a key is a digest of it, so a key has the same id on all nodes. {@code toString()} shows no key. Immutable.
 */
final class TokenKeys {

    static final String COMMAND = "openssl rand -base64 32 > session.key";

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);
    private static final int BYTES = 32;
    private static final int MAX_FILE = 1024;
    private static final int MAX_KEYS = 10;
    private static final int ID_LENGTH = 8;
    /** Random bytes are hardly ever less varied. */
    private static final int FEWEST_DIFFERENT = 12;

    private final String first;
    private final Map<String, SecretKey> keys;

    private TokenKeys(String first, Map<String, SecretKey> keys) {
        this.first = first;
        this.keys = keys;
    }

    /** Returns a key that only this process has, for sessions that never leave its memory. */
    static TokenKeys generated() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return new TokenKeys(idOf(key), Map.of(idOf(key), secret(key)));
    }

    /**
     * Reads keys from files.
     *
     * @param setting the setting that names the files
     * @throws SettingException if a file cannot be used
     */
    static TokenKeys ofFiles(Settings settings, Setting<List<String>> setting, List<String> files) {
        if (files.size() > MAX_KEYS) {
            throw settings.refuse(setting, "has more than " + MAX_KEYS + " keys; remove the oldest ones");
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String first = null;
        for (String file : files) {
            byte[] key = read(settings, setting, Path.of(file));
            String id = idOf(key);
            if (keys.put(id, secret(key)) != null) {
                throw settings.refuse(setting, "has the same key twice, the second time in " + file);
            }
            first = first == null ? id : first;
        }
        if (first == null) {
            throw settings.refuse(setting, "has no file; " + remedy());
        }
        return new TokenKeys(first, Map.copyOf(keys));
    }

    /** Returns what to do if there is no key. */
    static String remedy() {
        return "create a key with the command `" + COMMAND + "`, copy the file to all nodes, and set its path";
    }

    /** Returns the id of the key that encrypts. */
    String first() {
        return first;
    }

    /** Returns a key; {@code null} if there is none with this id. */
    @Nullable
    SecretKey find(String id) {
        return keys.get(id);
    }

    private static byte[] read(Settings settings, Setting<List<String>> setting, Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE);
        } catch (IOException unreadable) {
            throw settings.refuse(
                    setting,
                    "the file " + file + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + "); " + remedy());
        }
        if (FilePermissions.changeableByAll(file)) {
            LOG.warn(
                    "every user of this machine can replace the session key in {}; remove this permission from the file"
                            + " and its directory (chmod o-w)",
                    file);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(new String(content, StandardCharsets.ISO_8859_1).strip());
        } catch (IllegalArgumentException notBase64) {
            key = new byte[0];
        }
        if (key.length != BYTES || different(key) < FEWEST_DIFFERENT) {
            throw settings.refuse(
                    setting,
                    "the file " + file + " does not contain " + BYTES + " random bytes in base64; " + remedy());
        }
        return key;
    }

    private static int different(byte[] key) {
        byte[] sorted = key.clone();
        Arrays.sort(sorted);
        int different = 1;
        for (int i = 1; i < sorted.length; i++) {
            different += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return different;
    }

    private static SecretKey secret(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    /** The key has 256 random bits, so that a digest does not reveal it. */
    private static String idOf(byte[] key) {
        byte[] labelled = Arrays.copyOf("gatehouse session key:".getBytes(StandardCharsets.US_ASCII), 22 + BYTES);
        System.arraycopy(key, 0, labelled, 22, BYTES);
        return Sha256.base64Url(labelled).substring(0, ID_LENGTH);
    }

    @Override
    public String toString() {
        return "TokenKeys" + keys.keySet();
    }
}
