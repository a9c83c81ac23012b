/**
 * What the REST service of Camunda Identity says about a caller: permissions, groups, tenants and authorizations. Start
 * with {@link dev.gatehouse.identity.service.CallerDetails}, which adds the answers to a caller. Internal to the
 * mechanism {@code identity}.
 */
@NullMarked
package dev.gatehouse.identity.service;

import org.jspecify.annotations.NullMarked;
