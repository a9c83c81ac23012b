package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.servlet.SessionFilter;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.util.security.Credential;

/** The login of the Servlet specification, as Jetty does it. */
final class JettyForm {

    private JettyForm() {}

    static void protect(ServletContextHandler context) {
        UserStore users = new UserStore();
        users.addUser(SessionFilter.USER, Credential.getCredential(SessionFilter.USER), new String[] {"user"});
        HashLoginService logins = new HashLoginService("benchmark");
        logins.setUserStore(users);
        ConstraintMapping mapping = new ConstraintMapping();
        mapping.setPathSpec("/*");
        mapping.setConstraint(Constraint.from("user"));
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setAuthenticator(new FormAuthenticator("/login.html", "/error.html", false));
        security.setLoginService(logins);
        security.addConstraintMapping(mapping);
        context.setSecurityHandler(security);
    }
}
