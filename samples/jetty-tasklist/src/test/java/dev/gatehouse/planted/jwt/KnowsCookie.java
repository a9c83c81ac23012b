package dev.gatehouse.planted.jwt;

import dev.gatehouse.planted.cookie.KnowsServlet;

record KnowsCookie(KnowsServlet mechanism) {}
