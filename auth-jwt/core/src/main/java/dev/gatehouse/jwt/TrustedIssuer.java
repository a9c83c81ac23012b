package dev.gatehouse.jwt;

/** One configured issuer at work: its demands, its mapping, its keys. Thread-safe. */
record TrustedIssuer(String name, ClaimRules rules, ClaimMapping mapping, IssuerKeys keys) {}
