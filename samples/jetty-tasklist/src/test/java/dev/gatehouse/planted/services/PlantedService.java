package dev.gatehouse.planted.services;

public interface PlantedService {}
