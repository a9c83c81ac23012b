package dev.gatehouse.planted.tasklist.unmarked;

record Unmarked() {}
