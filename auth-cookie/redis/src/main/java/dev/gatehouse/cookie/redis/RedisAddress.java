package dev.gatehouse.cookie.redis;

/** Where Redis is: at one address, or where sentinels say that its master is. */
sealed interface RedisAddress permits RedisUrl, RedisSentinels {

    /** Returns whether connections are encrypted and the server must prove its name. */
    boolean tls();

    /** Returns the number of the database, from 0. */
    int database();
}
