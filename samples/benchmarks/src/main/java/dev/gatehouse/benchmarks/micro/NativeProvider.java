package dev.gatehouse.benchmarks.micro;

import java.security.Provider;
import java.security.Security;

/** Amazon's Corretto Crypto Provider in front of the JDK's providers. It does not exist for every platform. */
public final class NativeProvider {

    /** What the parameter is called. */
    public static final String NAME = "ACCP";

    private static final String CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeProvider() {}

    /** Returns whether its native code runs here. */
    public static boolean available() {
        try {
            instance();
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError missing) {
            return false;
        }
    }

    static void install() {
        try {
            Security.insertProviderAt(instance(), 1);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Provider instance() throws ReflectiveOperationException {
        Provider provider = (Provider) Class.forName(CLASS).getField("INSTANCE").get(null);
        provider.getClass().getMethod("assertHealthy").invoke(provider);
        return provider;
    }
}
