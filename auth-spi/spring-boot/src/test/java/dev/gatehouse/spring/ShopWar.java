package dev.gatehouse.spring;

import dev.gatehouse.spring.shop.ShopApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/** The application as a WAR, which a container starts. */
public class ShopWar extends SpringBootServletInitializer {

    /** Called by Spring. */
    public ShopWar() {
        setRegisterErrorPageFilter(false);
    }

    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
        return application.sources(ShopApplication.class);
    }
}
