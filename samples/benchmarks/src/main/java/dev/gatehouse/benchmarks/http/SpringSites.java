package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.servlet.SessionFilter;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.verify.SpringCheck;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** Spring Security without Spring Boot, with its defaults. */
final class SpringSites {

    private SpringSites() {}

    static Filter bearer(ServletContext servlets, BenchmarkKey key) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Bearer.class);
        context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("jwtDecoder", SpringCheck.decoder(key)));
        return proxy(servlets, context);
    }

    static Filter session(ServletContext servlets) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Session.class);
        return proxy(servlets, context);
    }

    private static Filter proxy(ServletContext servlets, AnnotationConfigWebApplicationContext context) {
        context.setServletContext(servlets);
        context.refresh();
        return new DelegatingFilterProxy("springSecurityFilterChain", context);
    }

    /** A resource server. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Bearer {

        @Bean
        SecurityFilterChain chain(HttpSecurity http, JwtDecoder decoder) {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)))
                    .build();
        }
    }

    /** A form login; without CSRF tokens, since the load logs in with one request. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Session {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .csrf(CsrfConfigurer::disable)
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername(SessionFilter.USER)
                    .password("{noop}" + SessionFilter.USER)
                    .roles("USER")
                    .build());
        }
    }
}
