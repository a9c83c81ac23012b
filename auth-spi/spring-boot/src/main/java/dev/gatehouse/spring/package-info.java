/**
 * Gatehouse in Spring Boot 3.5 and 4. With this artifact on the class path of a servlet application, the host is built
 * from the properties of the application and stands in front of all of its filters and servlets.
 *
 * <p>Start with {@link dev.gatehouse.spring.GatehouseAutoConfiguration}.
 */
@NullMarked
package dev.gatehouse.spring;

import org.jspecify.annotations.NullMarked;
