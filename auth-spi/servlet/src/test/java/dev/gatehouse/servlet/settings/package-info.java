/** Tests of the settings of the host. */
@NullMarked
package dev.gatehouse.servlet.settings;

import org.jspecify.annotations.NullMarked;
