package dev.gatehouse.benchmarks.servlet;

import java.lang.reflect.Proxy;

/** Stands behind what is made by hand and fails whenever something is asked that the hand-made part does not answer itself. */
final class NoContainer {

    private NoContainer() {}

    static <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
