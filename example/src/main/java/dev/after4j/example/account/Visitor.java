package dev.after4j.example.account;

/** Who is signed in. {@code isOurs} if by this shop's own session, and not by the host that it is mounted in. */
public record Visitor(String name, String email, boolean isOurs) {}
