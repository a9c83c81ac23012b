package dev.gatehouse.servlet;

/**
 * The three steps that decide about a request: which rule applies, who is calling, and whether the caller meets the
 * rule.
 *
 * @param policy finds the rule
 * @param chain authenticates the caller
 * @param bodies reads the bodies that credentials sign
 * @param requirements checks the caller against the rule
 */
record AccessControl(
        AccessPolicy policy, AuthenticationChain chain, CredentialBodies bodies, Requirements requirements) {}
