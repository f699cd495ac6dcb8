package dev.after4j.example.account;

/** Who is signed in. The e-mail is empty if a host knows who it is, and not this shop. */
public record Visitor(String name, String email) {}
