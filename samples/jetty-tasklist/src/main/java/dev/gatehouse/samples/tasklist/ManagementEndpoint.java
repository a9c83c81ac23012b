package dev.gatehouse.samples.tasklist;

import java.util.function.Supplier;

/**
 * An endpoint of the management listener, which takes no parameters. Immutable.
 *
 * @param method the method that it answers, GET or POST
 * @param reply answers a request
 */
record ManagementEndpoint(String method, Supplier<ManagementReply> reply) {

    static ManagementEndpoint get(Supplier<ManagementReply> reply) {
        return new ManagementEndpoint("GET", reply);
    }

    static ManagementEndpoint post(Supplier<ManagementReply> reply) {
        return new ManagementEndpoint("POST", reply);
    }
}
