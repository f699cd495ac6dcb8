package dev.after4j.example.orders;

/** What a client orders. The constructor's complaints reach the client. */
public record Order(String item, int quantity, String email) {
    static final int MOST = 100;
    static final int LONGEST = 100;

    public Order {
        require(
                item != null && !item.isBlank() && item.length() <= LONGEST,
                "item must be a text of 1 to 100 characters");
        require(quantity >= 1 && quantity <= MOST, "quantity must be a number from 1 to 100");
        require(
                email != null && email.length() <= LONGEST && email.matches("[^@\\s]+@[^@\\s]+"),
                "email must be an address such as ada@example.org");
    }

    private static void require(boolean met, String requirement) {
        if (!met) throw new IllegalArgumentException(requirement);
    }
}
