/** Tests of reading and checking requests; none of them needs a container. */
package dev.gatehouse.servlet.gate;
