package dev.gatehouse.jwt.vectors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the vectors of one family. */
final class Batch {

    private final Family family;
    private final List<Vector> vectors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Batch(Family family) {
        this.family = family;
    }

    /** A token that must be accepted. */
    Batch good(Trust trust, String name, String token) {
        return bearer(trust, null, name, "Bearer " + token, Vector.GOOD);
    }

    /** A token that must be refused for this reason, by this check and by no other one. */
    Batch bad(Trust trust, Check check, String name, String token, String code) {
        return bearer(trust, check, name, "Bearer " + token, code);
    }

    /** A whole value of {@code Authorization}. */
    Batch bearer(Trust trust, @Nullable Check check, String name, String authorization, String verdict) {
        return add(new Vector(
                family, name, check, trust, List.of(new Vector.Field("Authorization", authorization)), null, verdict));
    }

    Batch add(Vector vector) {
        if (!names.add(vector.name())) {
            throw new IllegalArgumentException("twice: " + vector);
        }
        vectors.add(vector);
        return this;
    }

    List<Vector> vectors() {
        return List.copyOf(vectors);
    }
}
