package dev.gatehouse.jwt.vectors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All vectors, made once for a run. */
final class Suite {

    private static final class Made {
        private static final List<Vector> VECTORS = make();
    }

    private Suite() {}

    static List<Vector> vectors() {
        return Made.VECTORS;
    }

    static List<Vector> family(Family family) {
        List<Vector> members = new ArrayList<>();
        for (Vector vector : vectors()) {
            if (vector.family() == family) {
                members.add(vector);
            }
        }
        return members;
    }

    /** The issuers that the vectors are about, each of which is configured once. */
    static List<Trust> trusts() {
        Set<Trust> trusts = new LinkedHashSet<>();
        for (Vector vector : vectors()) {
            trusts.add(vector.trust());
        }
        return List.copyOf(trusts);
    }

    private static List<Vector> make() {
        List<Vector> all = new ArrayList<>();
        all.addAll(AlgorithmVectors.all());
        all.addAll(KeyVectors.all());
        all.addAll(HeaderVectors.all());
        all.addAll(EncodingVectors.all());
        all.addAll(JsonVectors.all());
        all.addAll(ClaimVectors.all());
        all.addAll(TimeVectors.all());
        all.addAll(SizeVectors.all());
        all.addAll(SignatureVectors.all());
        all.addAll(PossessionVectors.all());
        all.addAll(BearerVectors.all());
        return List.copyOf(all);
    }
}
