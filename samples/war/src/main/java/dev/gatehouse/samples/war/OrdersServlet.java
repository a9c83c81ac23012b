package dev.gatehouse.samples.war;

import dev.gatehouse.servlet.Access;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows and changes orders. It sees the caller through the Servlet API, and asks for one permission itself. */
public class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Creates the servlet. */
    public OrdersServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String may = request.isUserInRole("orders:write") ? "may change orders" : "may read orders";
        print(response, request.getRemoteUser() + " " + may);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("/refunds".equals(request.getPathInfo())) {
            Access.require(request, "orders:refund");
        }
        print(response, request.getRemoteUser() + " has changed an order");
    }

    private static void print(HttpServletResponse response, String line) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(line);
    }
}
