package dev.after4j.example.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Who has signed in. A browser has a random token in a cookie; the table has its hash, which is of no use to who reads it there. */
public final class Sessions {
    static final String COOKIE = "signed-in";
    static final Duration LIFE = Duration.ofDays(7);

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Jdbi jdbi;
    private final InstantSource clock;

    public Sessions(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A new session; its token. */
    String open(String customer) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        jdbi.useHandle(handle -> handle.execute(
                "insert into session values (?, ?, ?)",
                hash(token),
                customer,
                clock.instant().plus(LIFE)));
        return token;
    }

    Optional<Visitor> find(String token) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select name, email from session join customer on name = customer where token_hash = ? and expires > ?")
                .bind(0, hash(token))
                .bind(1, clock.instant())
                .map((row, context) -> new Visitor(row.getString("name"), row.getString("email")))
                .findOne());
    }

    void close(String token) {
        jdbi.useHandle(handle -> handle.execute("delete from session where token_hash = ?", hash(token)));
    }

    void forgetExpired() {
        jdbi.useHandle(handle -> handle.execute("delete from session where expires <= ?", clock.instant()));
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
