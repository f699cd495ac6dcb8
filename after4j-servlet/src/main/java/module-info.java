/** {@code after} in any Jakarta Servlet container. */
@SuppressWarnings("requires-automatic") // the context-propagation library is no named module
module dev.after4j.servlet {
    requires transitive dev.after4j;
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;
    // Its accessor of ours is offered on the class path only: JDK 17 starts no module that provides a service it lacks.
    requires static context.propagation;
    requires org.slf4j;

    exports dev.after4j.servlet;

    uses dev.after4j.servlet.FinishSignal.Provider;

    provides jakarta.servlet.ServletContainerInitializer with
            dev.after4j.servlet.AfterInitializer;
}
