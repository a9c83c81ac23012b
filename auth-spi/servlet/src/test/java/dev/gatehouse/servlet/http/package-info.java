/** Containers, applications and a raw HTTP client for the tests of the host. */
package dev.gatehouse.servlet.http;
