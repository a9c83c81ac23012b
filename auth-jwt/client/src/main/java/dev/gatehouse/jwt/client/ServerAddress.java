package dev.gatehouse.jwt.client;

import java.net.URI;

/**
 * Where tokens come from.
 *
 * @param tokenEndpoint where to ask
 * @param name the issuer where it is known, else the token endpoint: the audience of a client assertion
 */
record ServerAddress(URI tokenEndpoint, String name) {}
