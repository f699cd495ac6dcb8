package dev.after4j.example.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes orders. Of after4j nothing is declared: the dependency is all. */
@SpringBootApplication
public class Shop {
    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }
}
