package dev.gatehouse.planted.tasklist.one;

import dev.gatehouse.planted.tasklist.two.Second;

public record First(Second second) {}
