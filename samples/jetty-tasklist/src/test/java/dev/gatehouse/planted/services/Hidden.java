package dev.gatehouse.planted.services;

final class Hidden implements PlantedService {}
