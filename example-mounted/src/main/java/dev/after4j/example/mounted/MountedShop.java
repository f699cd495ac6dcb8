package dev.after4j.example.mounted;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.app.servlet.AppFilter;
import dev.after4j.example.Database;
import dev.after4j.example.Shop;
import dev.after4j.example.orders.Mailer;
import dev.after4j.example.teas.Moderation;
import dev.after4j.jte.Jte;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The whole shop, in front of whatever controllers there are; Boot runs the server, the tasks and the drain. */
@SpringBootApplication
public class MountedShop {
    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(MountedShop.class, args);
    }

    /** Closed by Boot, which drains the tasks first. */
    @Bean
    Database database(@Value("${shop.database}") String file) {
        return Database.open(file);
    }

    @Bean
    Shop shop(Database database, @Value("${shop.delay}") Duration delay, @Value("${shop.base-url}") String url) {
        return new Shop(database, Jte.precompiled(), new Mailer(delay), Moderation.taking(delay), url);
    }

    @Bean
    AfterListener taskLog(Shop shop) {
        return shop.taskLog();
    }

    @Bean
    AppFilter site(Shop shop, AfterRuntime runtime) {
        return new AppFilter(shop.app(runtime));
    }
}
