package dev.gatehouse.cookie.jdbc;

class H2MaintenanceTest implements MaintenanceContract {

    private final TestStores stores = new TestStores();
    private final String url = TestStores.h2();

    @Override
    public String url() {
        return url;
    }

    @Override
    public TestStores stores() {
        return stores;
    }
}
