package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.ClaimPath;
import dev.gatehouse.jwt.claims.ClientMark;
import dev.gatehouse.jwt.claims.ClientRule;
import dev.gatehouse.jwt.claims.SubjectClaims;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import java.util.List;

/**
 * How the clients of an issuer are distinguished from persons. Immutable.
 *
 * @param rule the rule
 * @param claims the claims that name a client
 * @param marks what else makes a caller a client
 */
record ClientClaims(ClientRule rule, List<ClaimPath> claims, List<ClientMark> marks) {

    ClientClaims {
        claims = List.copyOf(claims);
        marks = List.copyOf(marks);
    }

    /** Returns whether the caller is a client. */
    boolean isClient(VerifiedToken token) {
        if (rule == ClientRule.ALWAYS || rule == ClientRule.NEVER) {
            return rule == ClientRule.ALWAYS;
        }
        for (ClientMark mark : marks) {
            if (mark.holds(token.claims())) {
                return true;
            }
        }
        // A person may have the client's identifier as a name, so only a claim that names clients makes a client.
        if (rule == ClientRule.EQUALS_SUBJECT && !token.subjectClaim().equals(RegisteredClaims.SUBJECT)) {
            return SubjectClaims.isClient(token.subjectClaim()) || claims.contains(new ClaimPath(token.subjectClaim()));
        }
        for (ClaimPath path : claims) {
            if (path.in(token.claims()) instanceof String client
                    && !client.isEmpty()
                    && (rule == ClientRule.PRESENT || client.equals(token.subject()))) {
                return true;
            }
        }
        return false;
    }
}
