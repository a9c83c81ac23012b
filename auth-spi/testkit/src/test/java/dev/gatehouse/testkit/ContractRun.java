package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs a contract and collects what it finds. */
final class ContractRun {

    private ContractRun() {}

    /** Returns the rule that a failure names. */
    static Rule rule(AssertionError failure) {
        String message = failure.getMessage();
        assertTrue(message.startsWith("broken rule "), message);
        return Rule.valueOf(message.substring("broken rule ".length(), message.indexOf(':')));
    }

    /** Runs every test of the contract, as Jupiter does for a class that implements it. */
    static List<AssertionError> failures(MechanismContract contract) {
        List<AssertionError> failures = new ArrayList<>();
        int tests = 0;
        for (Method method : MechanismContract.class.getMethods()) {
            if (!method.isAnnotationPresent(Test.class) && !method.isAnnotationPresent(TestFactory.class)) {
                continue;
            }
            tests++;
            try {
                if (method.invoke(contract) instanceof Stream<?> dynamic) {
                    dynamic.forEach(test -> runDynamic((DynamicTest) test, failures));
                }
            } catch (InvocationTargetException failed) {
                if (failed.getCause() instanceof AssertionError broken) {
                    failures.add(broken);
                } else {
                    throw new AssertionError(method.getName() + " fails without naming a rule", failed.getCause());
                }
            } catch (IllegalAccessException impossible) {
                throw new AssertionError(impossible);
            }
        }
        assertTrue(tests >= 20, "only " + tests + " tests found");
        return failures;
    }

    private static void runDynamic(DynamicTest test, List<AssertionError> failures) {
        try {
            test.getExecutable().execute();
        } catch (AssertionError broken) {
            failures.add(broken);
        } catch (Throwable failed) {
            throw new AssertionError(test.getDisplayName() + " fails without naming a rule", failed);
        }
    }
}
