package dev.after4j.lambda;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The native part of the runtime client. It would unpack it to one place in /tmp for all processes of the machine, which builds that run at once cannot share. */
final class NativeClient {
    private static final String LOCATION =
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";
    private static final String MISSING =
            "The runtime client of Lambda runs on Linux with the GNU C library, on x86_64 and aarch64 only";

    private static Path unpacked;

    private NativeClient() {}

    /** For the command line of a process. */
    static synchronized String option() throws IOException {
        if (unpacked == null) unpacked = unpack();
        return LOCATION + unpacked;
    }

    private static Path unpack() throws IOException {
        String arch = System.getProperty("os.arch").replace("aarch", "aarch_").replace("amd64", "x86_64");
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        try (InputStream library =
                AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni." + os + "-" + arch + ".so")) {
            if (library == null) return missing();
            Path file = Files.createTempFile("lambda", ".so");
            file.toFile().deleteOnExit();
            Files.write(file, library.readAllBytes());
            return file;
        }
    }

    /** A skip for who has none; a failure where all tests have to run. */
    private static Path missing() {
        if (System.getenv("LAMBDA_REQUIRED") != null) return fail(MISSING);
        return abort(MISSING);
    }
}
