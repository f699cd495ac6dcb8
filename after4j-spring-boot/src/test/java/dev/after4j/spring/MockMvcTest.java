package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.after4j.AfterRuntime;
import dev.after4j.TaskOptions;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring's tests without a server: the finish is the end of {@code perform}, or the test kit's if it is there. */
@SpringBootTest(
        classes = MockMvcTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
@AutoConfigureMockMvc
@Timeout(60)
class MockMvcTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
    @Import(Handler.class)
    static class Application {}

    @RestController
    static class Handler {
        volatile CompletableFuture<String> ran = new CompletableFuture<>();

        private void register() {
            CompletableFuture<String> ends = ran;
            after(
                    TaskOptions.named("audit"),
                    () -> ends.complete(CurrentRequest.get().route().orElse("?")));
        }

        @GetMapping("/orders/{id}")
        String handle() {
            register();
            return "done";
        }

        @GetMapping("/slow/{id}")
        Callable<String> slow() {
            register();
            return () -> "done";
        }

        @GetMapping("/broken")
        String broken() {
            register();
            throw new IllegalStateException("out of stock");
        }
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    Handler handler;

    @Autowired
    AfterRuntime runtime;

    @BeforeEach
    void anew() {
        handler.ran = new CompletableFuture<>();
    }

    @Test
    void tasksRunWhenThePerformedRequestIsOver() throws Exception {
        mvc.perform(get("/orders/1"));
        assertThat(handler.ran.get()).isEqualTo("/orders/{id}");
    }

    @Test
    void anAsynchronousRequestIsOverWithItsLastDispatch() throws Exception {
        long before = runtime.pending();
        MvcResult begun = mvc.perform(get("/slow/1")).andReturn();
        begun.getAsyncResult();
        assertThat(runtime.pending()).isEqualTo(before + 1);
        mvc.perform(asyncDispatch(begun));
        assertThat(handler.ran.get()).isNotNull();
    }

    @Test
    void aRequestThatThrowsIsOver() {
        assertThatThrownBy(() -> mvc.perform(get("/broken"))).hasRootCauseMessage("out of stock");
        assertThat(handler.ran.join()).isNotNull();
    }

    @Test
    @ExtendWith(AfterExtension.class)
    void withTheTestKitTheFinishIsTheKits(AfterKit kit) throws Exception {
        long before = runtime.registered();
        kit.handle(() -> mvc.perform(get("/orders/1")));
        assertThat(kit.registered()).containsExactly("audit");
        assertThat(runtime.registered()).isEqualTo(before);
        kit.finish();
    }
}
