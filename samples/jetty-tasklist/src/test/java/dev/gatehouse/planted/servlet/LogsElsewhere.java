package dev.gatehouse.planted.servlet;

import java.util.logging.Logger;

record LogsElsewhere(Logger logger) {}
