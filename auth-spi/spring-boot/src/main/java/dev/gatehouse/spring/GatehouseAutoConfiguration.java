package dev.gatehouse.spring;

import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.stability.Incubating;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Builds the host and registers its filter before all others. Each property of the application whose name begins with
 * {@code auth.} is a setting; an unknown one prevents the start. Beans of the types {@link AccessPolicy},
 * {@link AuthenticationMechanismFactory}, {@link SessionsFactory}, {@link DecisionListener} and
 * {@link GatehouseCustomizer} are used. The host is a bean, and it is closed with the application context.
 *
 * <p>{@code gatehouse.settings-file} names a properties file that overrides the properties of the application.
 * {@code gatehouse.enabled=false} leaves the host and its filter out, so that every path is open.
 *
 * @since 0.1
 */
@Incubating
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = SpringSettings.ENABLED, matchIfMissing = true)
public final class GatehouseAutoConfiguration {

    /** For Spring. */
    public GatehouseAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Gatehouse gatehouse(
            ConfigurableApplicationContext context,
            ObjectProvider<AccessPolicy> policy,
            ObjectProvider<AuthenticationMechanismFactory> mechanisms,
            ObjectProvider<SessionsFactory> sessions,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<GatehouseCustomizer> customizers) {
        Gatehouse.Builder builder = Gatehouse.builder();
        SpringSettings.of(context.getEnvironment()).addTo(builder);
        ClassLoader classLoader = context.getClassLoader();
        if (classLoader != null) {
            builder.classLoader(classLoader);
        }
        policy.ifAvailable(builder::policy);
        mechanisms.orderedStream().forEach(builder::mechanism);
        sessions.orderedStream().forEach(builder::sessions);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.start();
    }

    @Bean
    @ConditionalOnMissingBean(name = "gatehouseFilter")
    FilterRegistrationBean<Filter> gatehouseFilter(Gatehouse gatehouse) {
        return registration(gatehouse);
    }

    /** Returns the registration of the filter before all others, for every path and dispatcher type. */
    static FilterRegistrationBean<Filter> registration(Gatehouse gatehouse) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(gatehouse.filter());
        registration.setName("gatehouse");
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
