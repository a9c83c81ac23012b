/**
 * Refusals in JAX-RS resources. With this artifact on the class path, {@code Access.require} in a resource is answered
 * as it is in a servlet, and {@code @RolesAllowed}, {@code @DenyAll} and {@code @PermitAll} follow the permissions of
 * the caller.
 *
 * <p>JAX-RS 3.1 and 4.0 runtimes find {@link dev.gatehouse.jaxrs.GatehouseFeature} by themselves; start there.
 */
@NullMarked
package dev.gatehouse.jaxrs;

import org.jspecify.annotations.NullMarked;
