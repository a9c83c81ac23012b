package dev.gatehouse.jwt;

/** A published key can't serve here. The message is for operators and holds nothing out of the document. */
final class UnusableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether issuers publish such keys in good order, for other purposes than signatures. */
    private final boolean ordinary;

    private UnusableKeyException(String message, boolean ordinary) {
        super(message, null, false, false);
        this.ordinary = ordinary;
    }

    /** A key for something else. */
    static UnusableKeyException ordinary(String message) {
        return new UnusableKeyException(message, true);
    }

    /** A key that should not be published like this at all. */
    static UnusableKeyException bad(String message) {
        return new UnusableKeyException(message, false);
    }

    boolean isOrdinary() {
        return ordinary;
    }
}
