package dev.gatehouse.planted.services;

public final class NotConstructible implements PlantedService {
    NotConstructible() {}
}
