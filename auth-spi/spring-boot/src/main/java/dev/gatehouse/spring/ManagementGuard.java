package dev.gatehouse.spring;

import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.Filter;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Guards the web server of {@code management.server.port}, which has none of the filters of the application. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(name = "gatehouseFilter")
final class ManagementGuard {

    @Bean
    FilterRegistrationBean<Filter> gatehouseManagementFilter(Gatehouse gatehouse) {
        return GatehouseAutoConfiguration.registration(gatehouse);
    }
}
