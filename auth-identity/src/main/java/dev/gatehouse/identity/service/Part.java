package dev.gatehouse.identity.service;

/** What the service is asked for about the owner of a token. */
enum Part {
    PERMISSIONS("/api/permissions/for-token"),
    GROUPS("/api/groups/for-token"),
    TENANTS("/api/tenants/for-token"),
    AUTHORIZATIONS("/api/authorizations/for-token");

    private final String path;

    Part(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
