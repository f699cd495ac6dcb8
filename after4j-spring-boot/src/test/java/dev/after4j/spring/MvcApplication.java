package dev.after4j.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Calls {@code after} wherever Spring MVC runs code of an application. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@Import({
    MvcApplication.Rest.class,
    MvcApplication.Pages.class,
    MvcApplication.Streams.class,
    MvcApplication.Deep.class,
    MvcApplication.Advice.class,
    MvcApplication.Errors.class
})
class MvcApplication {
    /** A handler's own mistake. */
    static final class OutOfStock extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @RestController
    record Rest(Deep service) {
        @GetMapping({"/rest/{id}", "/filtered/{id}", "/intercepted/{id}", "/cached/{id}", "/tagged/{id}"})
        String answer() {
            Visit.register("controller");
            return "answered";
        }

        @GetMapping("/deep/{id}")
        String deep() {
            service.call(10);
            return "answered";
        }

        @GetMapping("/background/{id}")
        String background() {
            service.background();
            return "answered";
        }

        @GetMapping("/late/{id}")
        String late(@RequestHeader(Visit.HEADER) String number) throws InterruptedException {
            service.late(Visit.ALL.get(number));
            return "answered";
        }

        @GetMapping("/advised/{id}")
        String advised() {
            Visit.register("controller");
            throw new OutOfStock();
        }

        @GetMapping("/broken/{id}")
        String broken() {
            Visit.register("controller");
            throw new IllegalStateException("on purpose");
        }

        @PostMapping("/upload/{id}")
        String upload(@RequestParam MultipartFile file) throws IOException {
            Visit.register(new String(file.getBytes()));
            return "answered";
        }
    }

    @Service
    static class Deep {
        void call(int levels) {
            if (levels == 0) Visit.register("service");
            else call(levels - 1);
        }

        @Async
        void background() {
            Visit.current().handed.add(Thread.currentThread().getName());
            Visit.register("async method");
        }

        @Async
        void late(Visit visit) throws InterruptedException {
            Visit.await(visit.goOn);
            Visit.register("late");
        }
    }

    @Controller
    record Pages(View greeting) {
        @GetMapping("/page/{id}")
        View page() {
            Visit.register("controller");
            return greeting;
        }
    }

    @ControllerAdvice
    static class Advice {
        @ExceptionHandler
        ResponseEntity<String> outOfStock(OutOfStock thrown) {
            Visit.register("advice");
            return ResponseEntity.status(409).body("answered");
        }
    }

    @Controller
    static class Errors implements ErrorController {
        @RequestMapping("/error")
        ResponseEntity<String> page() {
            Visit.register("error page");
            return ResponseEntity.internalServerError().body("answered");
        }
    }

    @RestController
    static class Streams {
        static final int HALF = 100_000;

        @GetMapping("/stream/{id}")
        StreamingResponseBody stream() {
            Visit visit = Visit.current();
            Visit.register("controller");
            return out -> {
                visit.handed.add(Thread.currentThread().getName());
                Visit.register("body");
                out.write(new byte[HALF]); // more than the server keeps: a flush is not for the body to ask for
                hold(visit);
                out.write(new byte[HALF]);
            };
        }

        private static void hold(Visit visit) {
            try {
                Visit.await(visit.goOn);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @GetMapping("/events/{id}")
        SseEmitter events() throws IOException {
            Visit.register("controller");
            SseEmitter emitter = new SseEmitter(60_000L);
            emitter.send("one");
            Visit.current().handed.add(emitter);
            return emitter;
        }

        @GetMapping("/deferred/{id}")
        DeferredResult<String> deferred() {
            Visit.register("controller");
            DeferredResult<String> later = new DeferredResult<>(60_000L);
            Visit.current().handed.add(later);
            return later;
        }

        @GetMapping("/callable/{id}")
        Callable<String> callable() {
            Visit.register("controller");
            return () -> {
                Visit.current().handed.add(Thread.currentThread().getName());
                Visit.register("callable");
                return "answered";
            };
        }
    }

    @Bean
    View greeting() {
        return (@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) -> {
            Visit.register("view");
            response.getWriter().print("answered");
        };
    }

    @Bean
    WebMvcConfigurer interceptors() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Interceptor()).addPathPatterns("/intercepted/*");
            }
        };
    }

    private static final class Interceptor implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            Visit.register("preHandle");
            return true;
        }

        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
            Visit.register("afterCompletion");
        }
    }

    @Bean
    FilterRegistrationBean<Filter> first() {
        Filter filter = (request, response, chain) -> {
            Visit.register("filter, before");
            chain.doFilter(request, response);
            Visit.register("filter, behind");
        };
        FilterRegistrationBean<Filter> bean = on("/filtered/*", filter);
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return bean;
    }

    @Bean
    FilterRegistrationBean<Filter> cached() {
        return on("/cached/*", new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                ContentCachingResponseWrapper wrapper = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, wrapper);
                Visit.register("filter with " + wrapper.getContentSize());
                wrapper.copyBodyToResponse();
            }
        });
    }

    @Bean
    FilterRegistrationBean<Filter> tagged() {
        return on("/tagged/*", new ShallowEtagHeaderFilter());
    }

    private static FilterRegistrationBean<Filter> on(String pattern, Filter filter) {
        FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(filter);
        bean.addUrlPatterns(pattern);
        return bean;
    }
}
