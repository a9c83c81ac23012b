package dev.gatehouse.cookie.users;

import dev.gatehouse.cookie.testkit.PasskeyStoreContract;

class InMemoryPasskeyStoreTest implements PasskeyStoreContract {

    private final PasskeyStore store = new InMemoryPasskeyStore();

    @Override
    public PasskeyStore store() {
        return store;
    }
}
