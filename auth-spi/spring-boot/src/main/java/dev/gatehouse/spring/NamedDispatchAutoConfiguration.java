package dev.gatehouse.spring;

import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Guards dispatches to servlets by their names. It comes last, when the servlets are registered. */
@AutoConfiguration(after = GatehouseAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(name = "gatehouseFilter")
final class NamedDispatchAutoConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServletContextInitializer gatehouseNamedDispatches(Gatehouse gatehouse) {
        return context -> guard(context, gatehouse);
    }

    private static void guard(ServletContext context, Gatehouse gatehouse) {
        EnumSet<DispatcherType> dispatches = EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE);
        for (String servlet : context.getServletRegistrations().keySet()) {
            String name = "gatehouse-" + servlet;
            FilterRegistration.Dynamic registration = context.addFilter(name, gatehouse.namedDispatchFilter(servlet));
            if (registration == null) {
                throw new IllegalStateException("the servlet context already has a filter named " + name);
            }
            registration.setAsyncSupported(true);
            registration.addMappingForServletNames(dispatches, false, servlet);
        }
    }
}
