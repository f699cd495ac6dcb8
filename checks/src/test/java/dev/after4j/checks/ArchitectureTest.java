package dev.after4j.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.after4j.server.AfterServer;
import org.junit.jupiter.api.Test;

/** Imports run one way; each rule names who may know whom. */
class ArchitectureTest {
    private static final String[] CORE = {
        "dev.after4j", "dev.after4j.request", "dev.after4j.spi", "dev.after4j.internal"
    };
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.after4j");
    private static final JavaClasses LIBRARY = ALL.that(isLibrary());

    private static DescribedPredicate<JavaClass> isLibrary() {
        return not(resideInAnyPackage("dev.after4j.example..", "dev.after4j.checks.."));
    }

    @Test
    void theCoreKnowsTheJdkTheLoggingFacadeAndTheNullnessAnnotationsOnly() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage("java..", "jdk.jfr", "org.slf4j", "org.jspecify.annotations")))
                .check(ALL);
    }

    @Test
    void onlyTheCoreKnowsItsEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.after4j.internal")
                .check(ALL);
    }

    @Test
    void theServletIntegrationKnowsNoContainer() {
        knowsOnly("dev.after4j.servlet", "jakarta.servlet..", "io.micrometer.context");
    }

    @Test
    void anIntegrationKnowsItsServerOnly() {
        knowsOnly("dev.after4j.jetty", "org.eclipse.jetty..", "dev.after4j.servlet", "jakarta.servlet..");
        knowsOnly(
                "dev.after4j.tomcat",
                "org.apache.catalina..",
                "org.apache.coyote..",
                "org.apache.tomcat..",
                "dev.after4j.servlet",
                "jakarta.servlet..");
    }

    @Test
    void theBootIntegrationKnowsSpringAndNoServer() {
        knowsOnly(
                "dev.after4j.spring",
                "org.springframework..",
                "org.aopalliance.intercept",
                "io.micrometer..",
                "dev.after4j.servlet",
                "jakarta.servlet..");
    }

    /** Beside itself, the core, and what the core itself may use. */
    private static void knowsOnly(String integration, String... others) {
        classes()
                .that()
                .resideInAPackage(integration)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage(integration, "java..", "org.slf4j", "org.jspecify.annotations"))
                        .or(resideInAnyPackage(others)))
                .check(ALL);
    }

    /** It is called by builds, tests and platforms that have neither servlets nor a server. */
    @Test
    void anApplicationKnowsNoHost() {
        knowsOnly(
                "dev.after4j.app",
                "dev.after4j.app.spi",
                "dev.after4j.app.cache",
                "com.github.benmanes.caffeine.cache",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation",
                "jakarta.validation");
    }

    /** Whoever keeps pages elsewhere needs to know nothing of how they are made. */
    @Test
    void whereAPageIsKeptKnowsNoApplication() {
        knowsOnly("dev.after4j.app.cache", "com.github.benmanes.caffeine.cache");
    }

    /** An application that renders with something else has nothing of JTE on its class path. */
    @Test
    void templatesKnowTheirEngineAndNothingElseDoes() {
        knowsOnly("dev.after4j.jte", "dev.after4j.app", "dev.after4j.app.spi", "gg.jte..");
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.after4j.jte", "dev.after4j.example..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("gg.jte..")
                .check(ALL);
    }

    @Test
    void hostsOfApplicationsKnowWhatTheyServeWith() {
        knowsOnly(
                "dev.after4j.app.servlet",
                "dev.after4j.app",
                "dev.after4j.app.spi",
                "dev.after4j.servlet",
                "jakarta.servlet..");
        knowsOnly(
                "dev.after4j.server",
                "dev.after4j.app",
                "dev.after4j.app.cache",
                "dev.after4j.app.spi",
                "dev.after4j.jetty",
                "org.eclipse.jetty..");
        knowsOnly(
                "dev.after4j.lambda",
                "dev.after4j.app",
                "dev.after4j.app.spi",
                "tools.jackson..",
                "com.amazonaws.services.lambda.runtime",
                "com.sun.net.httpserver",
                "org.apache.commons.fileupload2.core",
                "org.apache.commons.io.function");
    }

    @Test
    void theTestKitKnowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.after4j.test..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "org.apache..", "jakarta..", "org.springframework..")
                .check(ALL);
    }

    @Test
    void theExampleIsWrittenAsAUserWould() {
        noClasses()
                .that()
                .resideInAPackage("dev.after4j.example..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.after4j.spi", "dev.after4j.internal")
                .check(ALL);
    }

    @Test
    void theLibraryPrintsNothingAndLogsThroughTheFacade() {
        // but one line for whoever starts a server, when it cannot start
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY.that(not(type(AfterServer.class))));
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(LIBRARY);
    }

    @Test
    void theCoreHasAtMostTwentyFivePublicTypes() {
        long types = ALL.that(resideInAnyPackage("dev.after4j", "dev.after4j.request", "dev.after4j.spi")).stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .count();
        assertThat(types).isBetween(1L, 25L);
    }
}
