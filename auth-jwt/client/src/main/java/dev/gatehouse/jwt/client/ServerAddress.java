package dev.gatehouse.jwt.client;

import java.net.URI;

/**
 * The address of an authorization server.
 *
 * @param tokenEndpoint the token endpoint
 * @param name the issuer if it is known, otherwise the token endpoint; the audience of a client assertion
 */
record ServerAddress(URI tokenEndpoint, String name) {}
