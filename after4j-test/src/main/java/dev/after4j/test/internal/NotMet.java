package dev.after4j.test.internal;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Rules of a suite that cannot be met, by the names of their methods, each with the reason. */
public record NotMet(Map<String, String> reasons) {
    /** A skipped rule that does not exist is a typing error, or a rule that was renamed. */
    public void refuseUnknownNames(Class<?> suite) {
        Set<String> rules = Arrays.stream(suite.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
        for (String name : reasons.keySet())
            if (!rules.contains(name)) fail("notMet() names '" + name + "', which is no rule of this suite");
    }

    /** Skips this test if it is of such a rule, and says why. */
    public void skip(TestInfo test) {
        String reason = reasons.get(test.getTestMethod().orElseThrow().getName());
        assumeTrue(reason == null, () -> "not met: " + reason);
    }
}
