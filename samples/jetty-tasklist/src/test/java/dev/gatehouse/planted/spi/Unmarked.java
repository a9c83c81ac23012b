package dev.gatehouse.planted.spi;

public interface Unmarked {}
