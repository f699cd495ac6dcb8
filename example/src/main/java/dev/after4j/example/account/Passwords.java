package dev.after4j.example.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jdbi.v3.core.Jdbi;

/** Compares passwords with what is kept of them: {@code iterations:salt:hash} by PBKDF2. */
public final class Passwords {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

    /** Of nobody: whoever asks for a customer that there is not waits as long as for a wrong password. */
    private static final String NOBODY = "210000:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Jdbi jdbi;

    public Passwords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** False for a wrong password, and for a customer that there is not. */
    boolean match(String customer, String password) {
        return matches(kept(customer), password);
    }

    private String kept(String customer) {
        return jdbi.withHandle(handle -> handle.createQuery("select password from customer where name = ?")
                .bind(0, customer)
                .mapTo(String.class)
                .findOne()
                .orElse(NOBODY));
    }

    private static boolean matches(String kept, String password) {
        String[] parts = kept.split(":", 3);
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] hash = Base64.getDecoder().decode(parts[2]);
        PBEKeySpec key =
                new PBEKeySpec(password.toCharArray(), salt, Integer.parseInt(parts[0]), hash.length * Byte.SIZE);
        return MessageDigest.isEqual(hash, derive(key));
    }

    private static byte[] derive(PBEKeySpec key) {
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JDK has no " + ALGORITHM, impossible);
        }
    }
}
