package dev.gatehouse.planted.services;

public final class NoService {}
