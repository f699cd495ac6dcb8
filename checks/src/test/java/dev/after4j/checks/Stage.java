package dev.after4j.checks;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.app.Action;
import dev.after4j.app.App;
import dev.after4j.app.Form;
import dev.after4j.app.Proxy;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.jte.Jte;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import dev.after4j.test.AfterKit;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import dev.after4j.test.host.HostUnderTest;
import dev.after4j.test.host.Invocation;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pieces of code in documents take for granted: the application around them. */
@SuppressWarnings("NullAway")
abstract class Stage {
    static final String IMPORTS = """
            import static dev.after4j.After.after;
            import static dev.after4j.app.CurrentResponse.responseCookies;
            import static dev.after4j.app.CurrentResponse.responseHeaders;
            import static dev.after4j.app.Revalidation.cacheTag;
            import static dev.after4j.app.Revalidation.revalidatePath;
            import static dev.after4j.app.Revalidation.revalidateTag;
            import static dev.after4j.request.CurrentRequest.cookies;
            import static dev.after4j.request.CurrentRequest.headers;
            import static dev.after4j.spring.AfterCommit.afterCommit;
            import static org.assertj.core.api.Assertions.assertThat;
            import dev.after4j.*;
            import dev.after4j.app.*;
            import dev.after4j.app.cache.*;
            import dev.after4j.app.servlet.*;
            import dev.after4j.app.test.*;
            import dev.after4j.jetty.AfterHandler;
            import dev.after4j.jte.*;
            import dev.after4j.request.*;
            import dev.after4j.server.*;
            import dev.after4j.servlet.*;
            import dev.after4j.spi.*;
            import dev.after4j.spring.*;
            import dev.after4j.test.*;
            import dev.after4j.test.conformance.*;
            import com.amazonaws.services.lambda.runtime.*;
            import dev.after4j.lambda.*;
            import dev.after4j.test.host.*;
            import java.net.http.HttpResponse.BodyHandlers;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.function.*;
            import jakarta.servlet.*;
            import jakarta.servlet.annotation.WebListener;
            import jakarta.validation.constraints.*;
            import java.net.http.HttpRequest;
            import org.apache.catalina.core.StandardContext;
            import org.apache.catalina.startup.Tomcat;
            import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
            import org.eclipse.jetty.server.Handler;
            import org.eclipse.jetty.server.Server;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.ExtendWith;
            import org.springframework.context.annotation.Bean;
            import org.springframework.transaction.annotation.Transactional;
            import org.springframework.web.bind.annotation.*;
            """;
    static final Logger log = LoggerFactory.getLogger("application");
    static final Customers customers = null;

    record Order(String id) {}

    record Receipt(String order) {}

    record Customer(long id, String name) {
        boolean isActive() {
            return true;
        }
    }

    record Post(long id, String slug, String title, String summary, String author) {
        boolean isBy(String user) {
            return author.equals(user);
        }
    }

    record Price(int cents) {}

    record Tea(String slug) {}

    record Review(String tea, String text) {}

    record Money(long cents) {}

    record Session(String id) {}

    interface Orders {
        Order find(String id);

        void place(Order order);

        void place(Order order, ServerResponse response);

        boolean placeOnce(UUID key, Object order);
    }

    interface Customers {
        Customer find(long id);

        Optional<Customer> byName(String name);
    }

    interface Posts {
        Optional<Post> find(String slug);

        List<Post> latest(int page);

        List<Post> all();

        void comment(String slug, String author, String text);
    }

    interface Teas {
        List<Tea> all();

        Optional<Tea> find(String slug);
    }

    interface Reviews {
        void add(Review review);
    }

    interface SearchIndex {
        void update(Tea tea);

        void update(Post post);
    }

    interface Market {
        List<Price> load();
    }

    interface Counter {
        void shown(long post);
    }

    interface Comments {
        void add(String slug, Object comment);
    }

    interface Mail {
        void confirm(Order order);

        void send(String letter);

        CompletionStage<String> sendAsync(String letter);

        CompletionStage<String> sendAsync(String letter, String to);
    }

    interface ServerResponse {}

    static final class FakeResponse implements ServerResponse {}

    interface Audit {
        void record(Object event);

        List<String> entries();
    }

    interface Activity {
        void log(String session, String userAgent);
    }

    interface Prices {
        void update(String body);

        Price take();
    }

    interface Carts {
        void keep(Object cart);
    }

    interface Meters {
        void count(String name, TaskEnd.Kind end);
    }

    interface Importer {
        void run() throws Exception;
    }

    static final class MyServer {
        static ServerUnderTest start(AfterRuntime runtime, Application application) {
            throw new UnsupportedOperationException();
        }
    }

    static final class MyPlatform {
        interface Call {
            RequestSource request();

            Duration timeLeft();

            UnaryOperator<String> handler();

            String body();

            void respond(String text);

            void over();
        }

        interface Stub {
            String address();

            void send(String what, Responses responses, Runnable over);
        }

        interface Responses {
            void sent(String text) throws InterruptedException;
        }

        static Stub stub() {
            throw new UnsupportedOperationException();
        }

        static void run(AfterRuntime.Builder options, UnaryOperator<String> handler) {}

        void keepAlive(CompletableFuture<?> until) {}
    }

    static final class MyMain {}

    static final class MyHost implements HostUnderTest {
        MyHost(Process process, MyPlatform.Stub stub) {}

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public void invoke(Invocation invocation) {}

        @Override
        public void stop() {}
    }

    static final class Tenant {
        static String current() {
            return "";
        }

        static void set(String tenant) {}
    }

    static final class Database {
        static Database open() {
            throw new UnsupportedOperationException();
        }

        void close() {}
    }

    static final class Shop {
        static Shop open() {
            throw new UnsupportedOperationException();
        }

        App app(AfterRuntime runtime) {
            throw new UnsupportedOperationException();
        }

        AfterListener taskLog() {
            throw new UnsupportedOperationException();
        }

        void close() {}
    }

    static final class TaskLog implements AfterListener {
        TaskLog(Database database) {}
    }

    static final Surface ROUTE_HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
    final Object exchange = null;
    final App app = null;
    final String[] args = {};
    final Proxy stamp = null;
    final Action comment = null;
    final Form form = null;
    static final Posts posts = null;
    static final Teas teas = null;
    static final Reviews reviews = null;
    static final Review review = null;
    static final SearchIndex searchIndex = null;
    static final Market market = null;
    final CachedPage page = null;
    final Post post = null;
    final Counter counter = null;
    static final Jte jte = null;
    final Comments comments = null;
    final Session session = null;
    final String slug = "";
    final String name = "";
    final String user = "";
    final int stock = 0;
    final Orders orders = null;
    final AfterKit after = null;
    final Handler handler = null;
    final ServletContextHandler context = null;
    final Tomcat tomcat = null;
    final Order order = null;
    final Mail mail = null;
    final Mail mailer = null;
    final String letter = "";
    final Audit audit = null;
    final Object event = null;
    final Object cart = null;
    final Activity activity = null;
    final Prices prices = null;
    final Carts carts = null;
    final Meters meters = null;
    final Importer importer = null;
    final HttpClient client = null;
    final HttpRequest query = null;
    final Request request = null;
    final Response response = null;
    final MyPlatform platform = null;
    final RequestSource source = null;
    final AfterRuntime runtime = null;
    final Surface surface = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
    final HttpRequest notification = null;
    final CompletableFuture<String> running = null;

    void handle() {}

    Post post(Request of) {
        return post;
    }

    App shop(Database database, AfterRuntime runtime) {
        return app;
    }

    Response page(String slug, Optional<Form> submitted) {
        return response;
    }

    OpenScope openAndAttachFinishSignal(Request from, Response to) {
        return OpenScope.open(runtime, source);
    }
}
