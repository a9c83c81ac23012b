package dev.gatehouse.planted.servlet;

abstract class Base {}
