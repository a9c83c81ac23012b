/** Tests of the sample mechanism. */
@NullMarked
package dev.gatehouse.samples.clientcertificate;

import org.jspecify.annotations.NullMarked;
