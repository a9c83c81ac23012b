package dev.gatehouse.benchmarks.servlet;

import dev.gatehouse.spi.RequestView;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A request with an {@code Authorization} header and nothing else, as a mechanism sees it. */
record HandView(String authorization) implements RequestView {

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/v1/tasks";
    }

    @Override
    public String externalUrl() {
        return "http://api.example.com/v1/tasks";
    }

    @Override
    public String query() {
        return "";
    }

    @Override
    public List<String> headers(String name) {
        return name.equals("Authorization") ? List.of(authorization) : List.of();
    }

    @Override
    public List<String> cookies(String name) {
        return List.of();
    }

    @Override
    public String clientAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return Optional.empty();
    }
}
