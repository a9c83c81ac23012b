package dev.gatehouse.benchmarks.micro;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider in front of the JDK's RS256 that counts the signatures that are verified. */
final class CountedSignatures extends Provider {

    private static final long serialVersionUID = 1L;
    private static final String RS256 = "SHA256withRSA";

    private final transient AtomicInteger checks = new AtomicInteger();
    private final transient Provider real = Signature.getInstance(RS256).getProvider();

    CountedSignatures() throws NoSuchAlgorithmException {
        super("Counted", "1", "counts checks of signatures");
        putService(new Service(this, "Signature", RS256, Counted.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Counted(Signature.getInstance(RS256, real), checks);
            }
        });
    }

    int checks() {
        return checks.get();
    }

    private static final class Counted extends SignatureSpi {

        private final Signature signature;
        private final AtomicInteger checks;

        private Counted(Signature signature, AtomicInteger checks) {
            this.signature = signature;
            this.checks = checks;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            signature.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            signature.initSign(key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            signature.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            signature.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected boolean engineVerify(byte[] bytes) throws SignatureException {
            checks.incrementAndGet();
            return signature.verify(bytes);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
