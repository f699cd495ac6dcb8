package dev.after4j.test.conformance;

import dev.after4j.AfterRuntime;
import java.time.Duration;
import java.util.Map;

/**
 * Proves that a server integration keeps the rules marked ● in SPEC.md. Extend it once for each protocol of the server:
 *
 * <pre>{@code
 * class MyServerHttp1Test extends AfterConformance {
 *     @Override
 *     protected Protocol protocol() {
 *         return Protocol.HTTP_1_1;
 *     }
 *
 *     @Override
 *     protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
 *         return MyServer.start(runtime, application); // shows its requests to the application as exchanges
 *     }
 * }
 * }</pre>
 *
 * <p><b>What the server under test must serve.</b> It listens on a free port of 127.0.0.1, in clear text, keeps
 * connections alive, and has at least eight threads for handlers. Every request, whatever its path and method, goes
 * through the integration under test to the given {@link Application}; the server answers nothing by itself. Bodies of
 * type {@code text/plain} of more than 100 KB are compressed with gzip for clients that accept it, if the server can; if
 * not, say so for {@code required_r05_compressed}. Idle and write time-outs are longer than {@link #patience}.
 *
 * <p><b>Rules that cannot be met</b> are named by {@link #notMet}, each with its reason; such a test is skipped, and
 * says why. The suite starts one server for its class, and one more for the few rules that need a runtime of their own
 * or stop the server. Nothing in it sleeps; what it waits for is waited for at most {@link #patience}.
 */
public abstract class AfterConformance extends ShutdownRules {
    /** For integrations. */
    protected AfterConformance() {}

    /** What the client of this suite speaks. */
    @Override
    protected abstract Protocol protocol();

    /** Starts a server on which {@code after} works in {@code application}, through {@code runtime}. */
    @Override
    protected abstract ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception;

    /** The rules, by the names of their methods here, that the server cannot meet, each with the reason. */
    @Override
    protected Map<String, String> notMet() {
        return Map.of();
    }

    /** How long one step may take before it counts as missing; ten seconds unless overridden. */
    @Override
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** The options of the runtimes that the suite makes; the suite adds its listener and sets the carriers. */
    @Override
    protected AfterRuntime.Builder runtime() {
        return AfterRuntime.builder();
    }
}
