package dev.gatehouse.identity.provider;

/** The keys that the settings of a provider for log-ins begin with. */
final class LoginProviderKeys {

    /** The group that has one instance per provider. */
    static final String GROUP = "auth.login.providers";

    /** The prefix of the keys of the alias {@code default}. */
    static final String PREFIX = "auth.login.";

    private LoginProviderKeys() {}
}
