package dev.gatehouse.planted.cookie;

import jakarta.servlet.ServletRequest;

public record KnowsServlet(ServletRequest request) {}
