package dev.gatehouse.planted.services;

public final class Proper implements PlantedService {}
