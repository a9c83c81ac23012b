package dev.gatehouse.planted.servlet;

import javax.servlet.PlantedServlet;

record KnowsOldServlet(PlantedServlet servlet) {}
