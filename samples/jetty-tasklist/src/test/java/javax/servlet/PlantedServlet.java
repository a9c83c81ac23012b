package javax.servlet;

/** Stands in for the old Servlet API, which no class path of ours may hold. */
public interface PlantedServlet {}
