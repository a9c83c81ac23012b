package dev.gatehouse.planted.jwt;

import java.util.List;

final class CycleOfThree {
    static List<SecondOfThree> next() {
        return List.of(new SecondOfThree(null));
    }
}

record SecondOfThree(ThirdOfThree next) {}

record ThirdOfThree(CycleOfThree next) {}
