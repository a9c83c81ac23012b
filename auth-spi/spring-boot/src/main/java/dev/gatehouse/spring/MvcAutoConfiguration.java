package dev.gatehouse.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Answers refusals in controllers of Spring MVC. */
@AutoConfiguration(after = GatehouseAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.web.servlet.HandlerExceptionResolver")
@ConditionalOnBean(name = "gatehouseFilter")
final class MvcAutoConfiguration {

    @Bean
    RefusalResolver gatehouseRefusalResolver() {
        return new RefusalResolver();
    }
}
