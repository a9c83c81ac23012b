/**
 * Keeps the console of the build readable: what passing tests print is dropped, what a failing one has printed is shown
 * with it. It is found by the test runner as soon as the artifact is on the class path of the tests.
 */
@NullMarked
package dev.gatehouse.testoutput;

import org.jspecify.annotations.NullMarked;
