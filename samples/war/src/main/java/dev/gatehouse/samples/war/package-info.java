/** A web application as a WAR file: a filter in {@code web.xml}, a servlet, and settings in a file. */
@NullMarked
package dev.gatehouse.samples.war;

import org.jspecify.annotations.NullMarked;
