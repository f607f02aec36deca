package dev.headroom.e2e;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives every test class the one control plane of the run as a {@link ControlPlane} parameter, emptied before each test. It is
 * started by the first class that asks, and ended with the run. When a test fails, the last lines of all processes are printed.
 * A control plane that cannot be had is a failure; nothing is skipped.
 */
final class ControlPlaneExtension
        implements ParameterResolver, BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return controlPlane(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        controlPlane(context).clear();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        System.err.println("=== " + context.getDisplayName() + " failed: " + failure.getMessage());
        Child.tails(25).forEach(System.err::println);
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Child.forgetEnded();
    }

    private static ControlPlane controlPlane(ExtensionContext context) {
        // A value of the root store that is AutoCloseable is closed at the end of the run.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ControlPlane.class, type -> ControlPlane.start(), ControlPlane.class);
    }
}
