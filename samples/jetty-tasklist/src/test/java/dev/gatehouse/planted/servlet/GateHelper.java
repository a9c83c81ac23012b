package dev.gatehouse.planted.servlet;

record GateHelper() {}
