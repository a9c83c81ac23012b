package dev.gatehouse.spring;

import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/** Warns that requests are not authenticated. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = SpringSettings.ENABLED, havingValue = "false")
final class DisabledAutoConfiguration {

    DisabledAutoConfiguration() {
        LoggerFactory.getLogger(DisabledAutoConfiguration.class)
                .warn("{} is false: requests are not authenticated", SpringSettings.ENABLED);
    }
}
