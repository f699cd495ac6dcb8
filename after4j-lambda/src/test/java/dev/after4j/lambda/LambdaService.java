package dev.after4j.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Lambda documents of its Runtime, Extensions and Telemetry APIs, for one environment: one invocation at a time, and frozen as soon as the
 * runtime and the extension ask for the next. What happens is told in {@link #events}, together with what the process in the environment
 * {@linkplain Remote tells}.
 */
final class LambdaService implements AutoCloseable {
    /** What an environment may be like. */
    enum Trait {
        /** Extensions are refused. */
        NO_EXTENSIONS,
        /** A subscription is answered with 202, as local emulators do. */
        NO_TELEMETRY,
        /** It is frozen at the end of its initialisation, and restored for its first invocation. */
        SNAP_START,
        /** It is left to run, for whoever freezes it instead. */
        NEVER_FROZEN,
        /** Several invocations at once, and never frozen: Lambda Managed Instances. */
        CONCURRENT
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ARN = "arn:aws:lambda:eu-central-1:123456789012:function:test";
    private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // headers and body are two packets
    }

    final Lines events = new Lines();
    final CompletableFuture<JsonNode> initError = new CompletableFuture<>();

    private final Set<Trait> traits;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Map<String, Call> begun = new HashMap<>();
    private final Sandbox sandbox;

    private int invocations;
    private boolean initialised;
    private boolean runtimeReady;
    private boolean extensionReady = true;
    private boolean extensionBroken;
    private boolean lateEvents;
    private boolean mute;
    private boolean lateReports;
    private boolean reportsHeld;
    private @Nullable String extension;
    private @Nullable Telemetry telemetry;
    private @Nullable Call current;

    /** Starts a process with {@code handler} and further variables of its environment. */
    LambdaService(Class<?> handler, Map<String, String> variables, Trait... traits) throws IOException {
        this.traits = traits.length == 0 ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(Arrays.asList(traits));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        Map<String, String> environment = new HashMap<>(variables);
        environment.put(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "test");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", has(Trait.SNAP_START) ? "snap-start" : "on-demand");
        if (has(Trait.CONCURRENT)) {
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "lambda-managed-instances");
            environment.put("AWS_LAMBDA_MAX_CONCURRENCY", "4");
        }
        sandbox = new Sandbox(handler, environment);
        sandbox.onExit().thenRun(this::end);
    }

    private boolean has(Trait trait) {
        return traits.contains(trait);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** With an event that is a text. */
    Call invoke(String text) {
        return invoke(JSON.writeValueAsString(text), Duration.ofSeconds(60));
    }

    /** With an event that is JSON. It waits its turn. */
    synchronized Call invoke(String json, Duration timeout) {
        return invoke(new Call(String.valueOf(++invocations), json, timeout));
    }

    /** With a text as the event, under the name of an earlier one, as what was asynchronous and failed is. */
    Call repeat(Call earlier, String text) {
        return invoke(new Call(earlier.id, JSON.writeValueAsString(text), earlier.timeout));
    }

    private synchronized Call invoke(Call invocation) {
        waiting.add(invocation);
        if (initialised) begin();
        return invocation;
    }

    /** From now on the extension is told nothing but that the service is out of order. */
    synchronized void breakExtension() {
        extensionBroken = true;
        extensionReady = true;
        notifyAll();
    }

    /** Whether the extension hears of an invocation only when that has been answered. */
    synchronized void lateEvents(boolean late) {
        lateEvents = late;
    }

    /** Whether reports that an invocation is done come with the start of the next. */
    synchronized void lateReports(boolean late) {
        lateReports = late;
    }

    /** Whether reports that an invocation is done get lost. */
    synchronized void mute(boolean lost) {
        mute = lost;
    }

    /** Lets code go on that {@linkplain Remote#hold is held} there. */
    void release(String place) {
        latch(place).countDown();
    }

    private CountDownLatch latch(String place) {
        return held.computeIfAbsent(place, name -> new CountDownLatch(1));
    }

    private void begin() {
        notifyAll();
        if (has(Trait.CONCURRENT) || current != null || waiting.isEmpty()) return;
        Call next = waiting.remove();
        current = next;
        runtimeReady = false;
        extensionReady = extension == null || extensionBroken;
        begin(next);
        if (telemetry != null) reportStart(next);
        sandbox.thaw();
    }

    private void reportStart(Call next) {
        if (reportsHeld) telemetry.send("start", next.id);
        else telemetry.buffer("start", next.id);
        reportsHeld = false;
    }

    private void report(Call done) {
        if (lateReports) telemetry.buffer("runtimeDone", done.id);
        else telemetry.send("runtimeDone", done.id);
        reportsHeld = lateReports;
    }

    private void begin(Call invocation) {
        invocation.begin();
        begun.put(invocation.id, invocation);
        events.add("invoke " + invocation.id);
        clock.schedule(() -> timeOut(invocation), invocation.timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timeOut(Call invocation) {
        if (invocation.over.isDone()) return;
        events.add("timed out " + invocation.id);
        sandbox.kill();
    }

    /** An invocation ends, and before the first the initialisation, when everyone asks for the next. */
    private void settle() {
        if (!runtimeReady || !extensionReady) return;
        if (initialised && current == null) return;
        if (current != null && !current.done()) return;
        events.add(initialised ? "over " + current.id : "initialised");
        if (!has(Trait.NEVER_FROZEN)) sandbox.freeze();
        initialised = true;
        if (current != null) {
            if (telemetry != null) telemetry.buffer("report", current.id);
            CompletableFuture<Void> over = current.over;
            threads.execute(() -> over.complete(null)); // without the lock
            current = null;
        }
        begin();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body;
            try (InputStream sent = exchange.getRequestBody()) {
                body = new String(sent.readAllBytes(), StandardCharsets.UTF_8);
            }
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /2018-06-01/runtime/invocation/next" -> invocationNext(exchange);
                case "GET /2018-06-01/runtime/restore/next" -> restoreNext(exchange);
                case "POST /2018-06-01/runtime/init/error" -> initError(exchange, body);
                case "POST /2020-01-01/extension/register" -> register(exchange, body);
                case "GET /2020-01-01/extension/event/next" -> eventNext(exchange);
                case "PUT /2022-07-01/telemetry", "PUT /2022-07-01/telemetry/" -> subscribe(exchange, body);
                case "POST /remote/event" -> {
                    events.add(body);
                    reply(exchange, 200, "");
                }
                case "POST /remote/hold" -> {
                    latch(body).await();
                    reply(exchange, 200, "");
                }
                default -> answer(exchange, path, body);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void invocationNext(HttpExchange exchange) throws IOException, InterruptedException {
        Call invocation = has(Trait.CONCURRENT) ? awaitAny() : awaitForRuntime();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id);
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", ARN);
        exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", TRACE);
        reply(exchange, 200, invocation.event);
    }

    private synchronized Call awaitForRuntime() throws InterruptedException {
        runtimeReady = true;
        if (current != null && current.answer.isDone()) {
            current.markDone();
            if (telemetry != null && !mute) report(current);
            notifyAll();
        }
        settle();
        while (current == null || !current.takeForRuntime()) wait();
        return current;
    }

    private synchronized Call awaitAny() throws InterruptedException {
        if (!initialised) events.add("initialised");
        initialised = true;
        while (waiting.isEmpty()) wait();
        Call next = waiting.remove();
        begin(next);
        return next;
    }

    private void restoreNext(HttpExchange exchange) throws IOException, InterruptedException {
        awaitRestore();
        reply(exchange, 200, "");
    }

    private synchronized void awaitRestore() throws InterruptedException {
        runtimeReady = true;
        settle();
        while (current == null) wait();
    }

    private void initError(HttpExchange exchange, String body) throws IOException {
        events.add("init error");
        initError.complete(JSON.readTree(body));
        reply(exchange, 202, "");
    }

    private void answer(HttpExchange exchange, String path, String body) throws IOException {
        String[] parts = path.split("/");
        boolean known = path.matches("/2018-06-01/runtime/invocation/[^/]+/(response|error)");
        Call invocation = known ? begun(parts[4]) : null;
        if (invocation == null || invocation.answer.isDone()) {
            reply(exchange, known ? 400 : 404, "");
            return;
        }
        events.add(parts[5] + " " + invocation.id);
        invocation.answer.complete(new Call.Answer(parts[5].equals("error"), body));
        if (has(Trait.CONCURRENT)) invocation.over.complete(null);
        reply(exchange, 202, "");
    }

    private synchronized @Nullable Call begun(String id) {
        return begun.get(id);
    }

    private void register(HttpExchange exchange, String body) throws IOException {
        String name = exchange.getRequestHeaders().getFirst("Lambda-Extension-Name");
        JsonNode wanted = JSON.readTree(body).path("events"); // SHUTDOWN is for processes of their own
        boolean known =
                wanted.isEmpty() || !has(Trait.CONCURRENT) && wanted.toString().equals("[\"INVOKE\"]");
        synchronized (this) {
            boolean accepted = name != null && known && !initialised && !has(Trait.NO_EXTENSIONS);
            events.add(accepted ? "registered" : "registration refused");
            if (accepted) {
                extension = "id-of-" + name;
                extensionReady = false;
                exchange.getResponseHeaders().set("Lambda-Extension-Identifier", extension);
            }
        }
        if (extension == null)
            reply(
                    exchange,
                    403,
                    "{\"errorType\":\"Extension.RegistrationClosed\",\"errorMessage\":\"Extension registration closed already\"}");
        else reply(exchange, 200, "{\"functionName\":\"test\",\"functionVersion\":\"$LATEST\",\"handler\":\"test\"}");
    }

    private boolean isExtension(HttpExchange exchange) {
        return extension != null
                && extension.equals(exchange.getRequestHeaders().getFirst("Lambda-Extension-Identifier"));
    }

    private void eventNext(HttpExchange exchange) throws IOException, InterruptedException {
        if (!isExtension(exchange)) {
            reply(exchange, 403, "{\"errorType\":\"Extension.UnknownExtensionIdentifier\"}");
            return;
        }
        Call invocation = awaitForExtension();
        if (invocation == null) reply(exchange, 500, "{\"errorType\":\"InternalServerError\"}");
        else
            reply(
                    exchange,
                    200,
                    JSON.writeValueAsString(Map.of(
                            "eventType",
                            "INVOKE",
                            "deadlineMs",
                            invocation.deadline(),
                            "requestId",
                            invocation.id,
                            "invokedFunctionArn",
                            ARN,
                            "tracing",
                            Map.of("type", "X-Amzn-Trace-Id", "value", TRACE))));
    }

    private synchronized @Nullable Call awaitForExtension() throws InterruptedException {
        extensionReady = true;
        settle();
        while (!extensionBroken && (current == null || !mayBeSeen(current) || !current.takeForExtension())) wait();
        return extensionBroken ? null : current;
    }

    private boolean mayBeSeen(Call invocation) {
        return !lateEvents || invocation.done();
    }

    private void subscribe(HttpExchange exchange, String body) throws IOException {
        JsonNode wish = JSON.readTree(body);
        URI destination = URI.create(wish.path("destination").path("URI").asString());
        if (!isExtension(exchange)) {
            reply(exchange, 403, "{\"errorType\":\"Extension.UnknownExtensionIdentifier\"}");
        } else if (has(Trait.NO_TELEMETRY)) {
            events.add("telemetry is not supported");
            reply(
                    exchange,
                    202,
                    "{\"errorType\":\"Telemetry.NotSupported\",\"errorMessage\":\"Telemetry API is not supported\"}");
        } else if (!"sandbox.localdomain".equals(destination.getHost())
                || wish.path("buffering").path("timeoutMs").asInt() < 25
                || !wish.path("types").toString().contains("platform")) {
            reply(exchange, 400, "{\"errorType\":\"ValidationError\"}");
        } else {
            synchronized (this) {
                telemetry = new Telemetry(destination, events);
            }
            events.add("subscribed");
            reply(exchange, 200, "OK");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** The process has ended: nobody waits for it. */
    private synchronized void end() {
        events.add("exit");
        waiting.forEach(invocation -> invocation.fail("the process has ended"));
        begun.values().forEach(invocation -> invocation.fail("the process has ended"));
        initError.completeExceptionally(new AssertionError("the process has ended"));
    }

    @Override
    public void close() {
        sandbox.close();
        server.stop(0);
        threads.shutdownNow();
        clock.shutdownNow();
        if (telemetry != null) telemetry.close();
    }
}
