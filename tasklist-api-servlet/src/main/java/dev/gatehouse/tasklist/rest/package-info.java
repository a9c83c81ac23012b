/**
 * The REST interface.
 *
 * <p>Start with {@link dev.gatehouse.tasklist.rest.RestApi}: it finds the {@code Route} of a request, checks access and
 * calls an endpoint with a {@code Call}. {@code TaskEndpoints}, {@code CatalogEndpoints}, {@code DefinitionEndpoints},
 * {@code EngineEndpoints} and {@code OpenApiEndpoint} declare the routes, and {@code openapi.json} describes them.
 * {@code SearchRequest} and {@code VariableInput} read request bodies; {@code TaskJson} and {@code VariableJson} write
 * response bodies.
 */
@NullMarked
package dev.gatehouse.tasklist.rest;

import org.jspecify.annotations.NullMarked;
