package dev.gatehouse.jwt.client;

import java.time.Duration;

/**
 * Starts clients for tests in which an answer comes: how busy the machine is must not decide whether it comes in time.
 */
final class PatientClient {

    private PatientClient() {}

    static TokenClientBuilder builder() {
        return patient(TokenClient.builder());
    }

    static TokenClientBuilder patient(TokenClientBuilder builder) {
        return builder.connectTimeout(Duration.ofMinutes(1))
                .requestTimeout(Duration.ofMinutes(1))
                .deadline(Duration.ofSeconds(100));
    }
}
