/** Planted providers, one proper and several that {@link java.util.ServiceLoader} could not make. */
@NullMarked
package dev.gatehouse.planted.services;

import org.jspecify.annotations.NullMarked;
