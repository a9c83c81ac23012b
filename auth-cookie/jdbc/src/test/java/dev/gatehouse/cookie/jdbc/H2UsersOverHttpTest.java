package dev.gatehouse.cookie.jdbc;

class H2UsersOverHttpTest implements UsersOverHttpContract {

    private final UsersSite site = new UsersSite(TestStores.h2());

    @Override
    public UsersSite site() {
        return site;
    }
}
