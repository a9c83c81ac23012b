package dev.gatehouse.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A key pair on the curve P-256 with a self-signed certificate, made by the JDK's keytool. For TLS servers in tests and
 * for clients that present a certificate, on a real connection or by {@link TestRequest#withCertificate}. For tests
 * only. Thread-safe unless the store is changed.
 *
 * @param store a store with the key and the certificate, whose password is {@link #PASSWORD}
 * @param certificate the certificate
 * @since 0.1
 */
@Incubating
public record TestCertificate(KeyStore store, X509Certificate certificate) {

    /** The password of every store and key. */
    public static final String PASSWORD = "changeit";

    /**
     * Creates a key pair and certificate. This takes about a second and leaves no file behind.
     *
     * <p>Without the options {@code -startdate} and {@code -validity}, the certificate is valid from 2025 for a hundred
     * years: by the fixed clock of a {@link TestContext}, and by the clock of the machine, which TLS uses.
     *
     * @param name the common name, and the alias in lower case
     * @param options more options of keytool, such as {@code -ext}, {@code san=ip:127.0.0.1} for a server, or
     *     {@code -validity}, {@code 2}
     * @throws IllegalStateException if keytool fails, with its output
     */
    public static TestCertificate create(String name, String... options) {
        try {
            Path folder = Files.createTempDirectory("certificate");
            Path file = folder.resolve("store.p12");
            Path log = folder.resolve("log");
            try {
                Process keytool = new ProcessBuilder(command(file, name, options))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                if (keytool.waitFor() != 0) {
                    throw new IllegalStateException(Files.readString(log, StandardCharsets.UTF_8));
                }
                KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
                return new TestCertificate(store, (X509Certificate) store.getCertificate(name));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(log);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<String> command(Path file, String name, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        List<String> own = List.of(options);
        if (!own.contains("-startdate") && !own.contains("-validity")) {
            // For the fixed clock of a TestContext, and for TLS, which goes by the clock of the machine.
            command.addAll(List.of("-startdate", "2025/01/01 00:00:00", "-validity", "36500"));
        }
        command.addAll(own);
        return command;
    }

    /** Returns the SHA-256 of the certificate in base64url, as {@code cnf.x5t#S256} holds it (RFC 8705 section 3.1). */
    public String thumbprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a store that trusts the certificates of these and no others. */
    public static KeyStore trusting(TestCertificate... holders) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < holders.length; i++) {
            store.setCertificateEntry("holder-" + i, holders[i].certificate);
        }
        return store;
    }

    /**
     * Returns the TLS context of one side.
     *
     * @param own the certificate of this side; {@code null} for a client without one
     * @param trusted the certificates that this side trusts
     */
    public static SSLContext tls(@Nullable TestCertificate own, TestCertificate... trusted)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting(trusted));
        KeyManager[] keys = new KeyManager[0];
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own.store, PASSWORD.toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    /** Contains only the subject of the certificate. */
    @Override
    public String toString() {
        return "TestCertificate[" + certificate.getSubjectX500Principal().getName() + "]";
    }
}
