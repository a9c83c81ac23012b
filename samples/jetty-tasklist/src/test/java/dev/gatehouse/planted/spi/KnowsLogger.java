package dev.gatehouse.planted.spi;

import org.slf4j.Logger;

record KnowsLogger(Logger logger) {}
