package dev.gatehouse.benchmarks.http;

/** One row of the HTTP table: a server and the kind of request that it gets. */
public enum Slice {
    /** The baseline of bearer tokens. */
    BARE_WITH_TOKEN(Site.BARE, Kind.BEARER, "bare servlet, token in the header"),
    /** The same once more. */
    BARE_WITH_TOKEN_AGAIN(Site.BARE_AGAIN, Kind.BEARER, "the same again (A/A)"),
    /** Ours. */
    GATEHOUSE_BEARER(Site.GATEHOUSE_BEARER, Kind.BEARER, "Gatehouse, bearer token seen before"),
    /** Spring Security. */
    SPRING_BEARER(Site.SPRING_BEARER, Kind.BEARER, "Spring Security resource server"),
    /** pac4j. */
    PAC4J_BEARER(Site.PAC4J_BEARER, Kind.BEARER, "pac4j SecurityFilter (signature and exp alone)"),
    /** The baseline of sessions: the container reads the same header. */
    BARE_WITH_COOKIE(Site.BARE, Kind.COOKIE, "bare servlet, cookie in the header"),
    /** The same once more. */
    BARE_WITH_COOKIE_AGAIN(Site.BARE_AGAIN, Kind.COOKIE, "the same again (A/A)"),
    /** Ours. */
    GATEHOUSE_SESSION(Site.GATEHOUSE_SESSION, Kind.SESSION, "Gatehouse, session in memory"),
    /** Jetty. */
    JETTY_FORM(Site.JETTY_FORM, Kind.SESSION, "Jetty FORM login, session in memory"),
    /** Spring Security. */
    SPRING_SESSION(Site.SPRING_SESSION, Kind.SESSION, "Spring Security formLogin, session in memory");

    enum Kind {
        BEARER,
        COOKIE,
        SESSION
    }

    private final Site site;
    private final Kind kind;
    private final String title;

    Slice(Site site, Kind kind, String title) {
        this.site = site;
        this.kind = kind;
        this.title = title;
    }

    /** Returns the server. */
    public Site site() {
        return site;
    }

    Kind kind() {
        return kind;
    }

    /** Returns what the table calls it. */
    public String title() {
        return title;
    }

    /** Returns the row that it is compared with. */
    public Slice baseline() {
        return kind == Kind.BEARER ? BARE_WITH_TOKEN : BARE_WITH_COOKIE;
    }

    boolean isProtected() {
        return site != Site.BARE && site != Site.BARE_AGAIN;
    }
}
