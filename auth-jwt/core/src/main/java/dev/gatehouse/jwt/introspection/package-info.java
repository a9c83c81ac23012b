/**
 * The mechanism {@code introspection}: tokens that their issuer is asked about (RFC 7662). Start with
 * {@link dev.gatehouse.jwt.introspection.TokenIntrospector}, which decides about one token; the call itself is in
 * {@link dev.gatehouse.jwt.introspection.IntrospectionCalls}, the rules for an answer in
 * {@link dev.gatehouse.jwt.introspection.IntrospectionRules}.
 */
@NullMarked
package dev.gatehouse.jwt.introspection;

import org.jspecify.annotations.NullMarked;
