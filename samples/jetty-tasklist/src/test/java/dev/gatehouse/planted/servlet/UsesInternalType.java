package dev.gatehouse.planted.servlet;

import dev.gatehouse.planted.spi.ForItsModule;

record UsesInternalType(ForItsModule internal) {}
