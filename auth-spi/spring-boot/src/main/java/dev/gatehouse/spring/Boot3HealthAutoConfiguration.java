package dev.gatehouse.spring;

import dev.gatehouse.servlet.Gatehouse;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health of the host in the actuator of Spring Boot 3. */
@AutoConfiguration(after = GatehouseAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.health.HealthIndicator",
            "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
        })
@ConditionalOnBean(Gatehouse.class)
final class Boot3HealthAutoConfiguration {

    @Bean
    @ConditionalOnEnabledHealthIndicator("gatehouse")
    @ConditionalOnMissingBean(name = "gatehouseHealthIndicator")
    HealthIndicator gatehouseHealthIndicator(Gatehouse gatehouse) {
        return () -> {
            HostHealth health = HostHealth.of(gatehouse);
            return new Health.Builder()
                    .status(health.status())
                    .withDetails(health.details())
                    .build();
        };
    }
}
