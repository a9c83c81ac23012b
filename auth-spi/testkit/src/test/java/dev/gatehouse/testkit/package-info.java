/** Tests of the test kit: the contract is broken rule by rule. */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
