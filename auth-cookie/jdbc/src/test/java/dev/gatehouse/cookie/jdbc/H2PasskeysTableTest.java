package dev.gatehouse.cookie.jdbc;

class H2PasskeysTableTest implements PasskeysTableContract {

    private final String url = TestStores.h2();
    private final JdbcUsers users = new JdbcUsers(TestStores.config(url));

    @Override
    public JdbcUsers users() {
        return users;
    }

    @Override
    public UserRows rows() {
        return new UserRows(url);
    }
}
