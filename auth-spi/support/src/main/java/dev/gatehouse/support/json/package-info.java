/** The strict JSON reader. This package needs {@code jackson-core}. */
@NullMarked
package dev.gatehouse.support.json;

import org.jspecify.annotations.NullMarked;
