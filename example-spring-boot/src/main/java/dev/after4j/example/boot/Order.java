package dev.after4j.example.boot;

/** What a client orders. The constructor's complaints reach the client. */
record Order(String item, int quantity, String email) {
    Order {
        require(item != null && !item.isBlank() && item.length() <= 100, "item must be a text of 1 to 100 characters");
        require(quantity >= 1 && quantity <= 100, "quantity must be a number from 1 to 100");
        require(
                email != null && email.matches("[^@\\s]+@[^@\\s]+"),
                "email must be an address such as ada@example.org");
    }

    private static void require(boolean met, String requirement) {
        if (!met) throw new IllegalArgumentException(requirement);
    }
}
