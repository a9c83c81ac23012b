package dev.gatehouse.benchmarks.servlet;

import java.lang.reflect.Proxy;

/** Stands behind the hand-made request and response and fails for every call that they do not answer themselves. */
final class NoContainer {

    private NoContainer() {}

    static <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
