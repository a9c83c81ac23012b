package dev.gatehouse.samples.apikey;

/** Two keys and their digests, as {@code printf KEY | sha256sum} prints them. */
final class Keys {

    static final String ROBOT = "open-sesame-for-robots";
    static final String ROBOT_DIGEST = "f12f8e5e33f0d27e987aca2b26c4b054cc6c7adee5c7ea9c4251221e2e550fcd";
    static final String CRON = "open-sesame-for-cron-jobs";
    static final String CRON_DIGEST = "afe1a66593f54749a3feaa1fc4bcd240fe7e59a79633c9cc4fa4fc96935ad665";

    private Keys() {}
}
