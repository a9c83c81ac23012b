package dev.gatehouse.spring.shop;

import dev.gatehouse.servlet.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The example of docs/embedding.md, as it stands there. */
@RestController
class OrdersController {

    @GetMapping("/")
    String home() {
        return "the shop";
    }

    @GetMapping("/orders")
    String orders(Principal caller) {
        return "orders of " + caller.getName();
    }

    @GetMapping("/orders/refund")
    String refund(HttpServletRequest request) {
        return Access.require(request, "orders:refund", "admin").getName();
    }
}
