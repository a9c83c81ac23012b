package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.jwt.keys.KeySetFile;
import dev.gatehouse.jwt.keys.Scheduler;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.FilePermissions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of revoked tokens that an operator maintains. It is read again within seconds of a change. If it cannot be
 * read or has an invalid line, the previous content stays in force. Thread-safe.
 *
 * <pre>
 * # a token, by issuer and jti
 * jti https://auth.example.com/realm 7d2c0e1f
 * # all tokens of a subject that were issued before a time
 * subject https://auth.example.com/realm 2026-01-31T12:00:00Z alice
 * # a token without jti, or an opaque one, by its SHA-256
 * digest 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
 * </pre>
 */
final class RevocationsFile implements TokenRevocations {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationsFile.class);
    private static final Duration READ_AGAIN = Duration.ofSeconds(5);

    private final Path file;
    private final Predicate<String> knownIssuers;
    private final Scheduler clock;
    private final Executor executor;
    private volatile RevocationList content;
    private volatile String problem = "";
    private byte[] bytes;

    /**
     * Reads the file.
     *
     * @param knownIssuers the issuers that lines may name; any other is a mistake and would revoke nothing
     * @param executor reads the file after changes
     * @throws IllegalArgumentException if the file cannot be read or has an invalid line
     */
    RevocationsFile(Path file, Predicate<String> knownIssuers, Scheduler clock, Executor executor) {
        this.file = file;
        this.knownIssuers = knownIssuers;
        this.clock = clock;
        this.executor = executor;
        this.bytes = read(file);
        this.content = content(file, bytes, this.knownIssuers);
        if (FilePermissions.changeableByAll(file)) {
            LOG.warn(
                    "every user of this machine can change {} and so restore revoked tokens; remove this permission"
                            + " from the file and its directory (chmod o-w)",
                    file);
        }
    }

    private static byte[] read(Path file) {
        try {
            return KeySetFile.read(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file " + file + " cannot be read", unreadable);
        }
    }

    private static RevocationList content(Path file, byte[] bytes, Predicate<String> knownIssuers) {
        try {
            return parse(bytes, knownIssuers);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("the file " + file + ": " + bad.getMessage(), bad);
        }
    }

    /** Starts checking the file for changes. This ends when the scheduler is closed. */
    void watch() {
        clock.after(
                READ_AGAIN,
                () -> executor.execute(() -> {
                    readAgain();
                    watch();
                }));
    }

    private synchronized void readAgain() {
        String found;
        try {
            byte[] read = KeySetFile.read(file);
            if (!Arrays.equals(read, bytes)) {
                content = parse(read, knownIssuers);
                bytes = read;
                LOG.info("{}: read again; {} revocations are in force", file, content.size());
            }
            found = "";
        } catch (IOException unreadable) {
            found = "cannot be read";
        } catch (IllegalArgumentException bad) {
            found = String.valueOf(bad.getMessage());
        }
        if (!found.equals(problem) && !found.isEmpty()) {
            LOG.error("{}: {}; the {} previous revocations stay in force", file, found, content.size());
        }
        problem = found;
    }

    private static RevocationList parse(byte[] text, Predicate<String> knownIssuers) {
        RevocationList list = new RevocationList(Integer.MAX_VALUE, Clock.systemUTC());
        String[] lines = decoded(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String wrong = add(line, list, knownIssuers);
                if (!wrong.isEmpty()) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + wrong);
                }
            }
        }
        return list;
    }

    private static String decoded(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("expected UTF-8", notUtf8);
        }
    }

    /**
     * Returns the problem with a line; empty if there is none. The message does not repeat the line, which may be a
     * token pasted by mistake.
     */
    private static String add(String line, RevocationList list, Predicate<String> knownIssuers) {
        if (!Claims.isPlain(line)) {
            return "contains an invisible character; separate words with spaces";
        }
        String[] words = line.split(" +", 3);
        String kind = words[0];
        if (kind.equals("digest")) {
            if (words.length != 2 || !RevocationList.isDigest(words[1])) {
                return "expected 'digest', then 64 lower-case hexadecimal digits";
            }
            list.revokeDigest(words[1], Instant.MAX);
            return "";
        }
        if (!kind.equals("jti") && !kind.equals("subject")) {
            return "expected a line that starts with jti, subject, digest or #";
        }
        if (words.length < 3) {
            return kind.equals("jti")
                    ? "expected 'jti', the issuer, then the token's jti"
                    : "expected 'subject', the issuer, a time, then the subject";
        }
        if (!knownIssuers.test(words[1])) {
            return "its issuer is not configured; use one of the configured issuers";
        }
        return kind.equals("jti") ? addId(words, list) : addSubject(words, list);
    }

    private static String addId(String[] words, RevocationList list) {
        list.revokeId(words[1], words[2], Instant.MAX);
        return "";
    }

    private static String addSubject(String[] words, RevocationList list) {
        String[] rest = words[2].split(" +", 2);
        if (rest.length != 2) {
            return "expected 'subject', the issuer, a time, then the subject";
        }
        try {
            list.revokeSubject(words[1], rest[1], Instant.parse(rest[0]), Instant.MAX);
            return "";
        } catch (DateTimeParseException noTime) {
            return "expected a time such as 2026-01-31T12:00:00Z";
        }
    }

    @Override
    public Status status(VerifiedToken token) {
        return content.status(token);
    }

    @Override
    public Health health() {
        String wrong = problem;
        return wrong.isEmpty()
                ? Health.up()
                : new Health(
                        Health.State.DEGRADED,
                        "revocations file " + file + ": " + wrong + "; the previous content stays in force");
    }

    @Override
    public String toString() {
        return "RevocationsFile[" + file + "]";
    }
}
