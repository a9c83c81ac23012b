package dev.gatehouse.cookie.users;

import dev.gatehouse.cookie.testkit.PasskeyStoreContract;

class MemoryPasskeysContractTest implements PasskeyStoreContract {

    private final PasskeyStore store = PasskeyStore.inMemory();

    @Override
    public PasskeyStore store() {
        return store;
    }
}
