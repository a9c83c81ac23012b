package dev.gatehouse.jaxrs;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Names the resources and nothing of ours: the runtime has to find that by itself. */
public class TestApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(OrdersResource.class, AnnotatedResource.class, LocatorResource.class, InheritingResource.class);
    }
}
