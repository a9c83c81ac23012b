package dev.gatehouse.jwt.vectors;

/** Submits vectors and returns the verdicts. */
interface VectorTarget extends AutoCloseable {

    /** Returns the verdict on a vector in the words of {@link Vector#verdict()}. */
    String submit(Vector vector);

    @Override
    void close();
}
