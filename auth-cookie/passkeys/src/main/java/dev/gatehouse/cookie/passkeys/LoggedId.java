package dev.gatehouse.cookie.passkeys;

/** The beginning of the id of a passkey, as it appears in logs: enough to find it in the list of a user. */
record LoggedId(String id) {

    private static final int SHOWN = 12;

    @Override
    public String toString() {
        return id.length() <= SHOWN ? id : id.substring(0, SHOWN) + "...";
    }
}
