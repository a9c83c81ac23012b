package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the certificate authorities in a PEM file and no others. Before a handshake the file is read again if it has
 * changed; the last good content stays in use if the new one cannot be used. Host names are verified as usual.
 * Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class TrustedAuthorities extends X509ExtendedTrustManager {

    private static final int MAX_LENGTH = 1024 * 1024;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    /** Tells whether a file has changed. */
    private record Version(
            long modified, long size, @Nullable Object key) {}

    private record Loaded(Version version, X509ExtendedTrustManager trust) {}

    private final Path file;
    private volatile Loaded loaded;

    private TrustedAuthorities(Path file, Loaded loaded) {
        this.file = file;
        this.loaded = loaded;
    }

    /**
     * Returns a context for clients.
     *
     * @throws IllegalArgumentException if the file holds no certificate or cannot be read; the message continues a
     *     sentence about the file
     */
    public static SSLContext tls(Path file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustedAuthorities(file, load(file))}, null);
            return context;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read", unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("holds a certificate that cannot be used", unusable);
        }
    }

    private X509ExtendedTrustManager trust() {
        Loaded current = loaded;
        try {
            if (!current.version.equals(version(file))) {
                current = load(file);
                loaded = current;
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            // A file that is being replaced: the authorities before it are still the operator's choice.
            current = loaded;
        }
        return current.trust;
    }

    private static Loaded load(Path file) throws IOException, GeneralSecurityException {
        Version version = version(file);
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_LENGTH + 1);
        }
        if (content.length > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " bytes");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int end = text.indexOf(END, at);
            if (end < 0) {
                throw new IllegalArgumentException("ends within a certificate");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(at + BEGIN.length(), end));
            store.setCertificateEntry(
                    "authority-" + count++, factory.generateCertificate(new ByteArrayInputStream(encoded)));
        }
        if (count == 0) {
            throw new IllegalArgumentException("holds no certificate in PEM form (" + BEGIN + ")");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        for (TrustManager manager : trust.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return new Loaded(version, extended);
            }
        }
        throw new CertificateException("the JVM has no trust manager for X.509");
    }

    private static Version version(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Version(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust().checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust().checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust().checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this context is for clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this context is for clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this context is for clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust().getAcceptedIssuers();
    }
}
