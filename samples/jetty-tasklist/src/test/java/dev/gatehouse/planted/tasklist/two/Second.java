package dev.gatehouse.planted.tasklist.two;

import dev.gatehouse.planted.tasklist.one.First;

public record Second(First first) {}
