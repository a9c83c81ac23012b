package dev.gatehouse.jwt.vectors;

/** A way to have vectors judged. */
interface Judge extends AutoCloseable {

    /** Returns the verdict on a vector in the words of {@link Vector#verdict()}. */
    String judge(Vector vector);

    @Override
    void close();
}
