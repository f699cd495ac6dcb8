package site;

public record Entry(int number, String author, String text) {}
