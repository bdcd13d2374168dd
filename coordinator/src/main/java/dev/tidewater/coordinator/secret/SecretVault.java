package dev.tidewater.coordinator.secret;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.DurableRegister;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps the values of secrets in the store, encrypted with AES-256-GCM. The key is a file beside
 * the store that only its owner can read; whoever has the store's files without it has nothing. The
 * id of the secret is bound into the ciphertext, so that values can't be swapped.
 *
 * <p>Safe for use by many threads.
 */
public final class SecretVault {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final CollectionStore store;
  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private SecretVault(CollectionStore store, byte[] key) {
    this.store = store;
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Opens the vault, making the key file if there is none. */
  public static SecretVault open(CollectionStore store, Path keyFile) {
    try {
      if (!Files.exists(keyFile)) {
        createKey(keyFile);
      }
      byte[] key = Files.readAllBytes(keyFile);
      if (key.length != KEY_BYTES) {
        throw new TidewaterException(
                ErrorCode.DATA_CORRUPTED, "the key file {file} does not hold a key")
            .with("file", keyFile);
      }
      return new SecretVault(store, key);
    } catch (IOException e) {
      throw new TidewaterException(ErrorCode.IO_ERROR, "can't read the key file {file}", e)
          .with("file", keyFile);
    }
  }

  private static void createKey(Path keyFile) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createFile(
        keyFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(keyFile, key, StandardOpenOption.SYNC);
  }

  /** Puts a value; durable on return. */
  public void put(ObjectId secret, String value) {
    DurableRegister register = register(secret);
    if (!register.compareAndSet(register.read().version(), encrypt(secret, value))) {
      throw new TidewaterException(
          ErrorCode.SERIALIZATION_FAILURE, "the secret was changed at the same time");
    }
  }

  /** The value of a secret that was put. */
  public String value(ObjectId secret) {
    byte[] sealed = register(secret).read().value();
    if (sealed == null || sealed.length == 0) {
      throw new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "secret {id} has no value")
          .with("id", secret);
    }
    return decrypt(secret, sealed);
  }

  /** Forgets a value. */
  public void remove(ObjectId secret) {
    DurableRegister register = register(secret);
    register.compareAndSet(register.read().version(), new byte[0]);
  }

  private DurableRegister register(ObjectId secret) {
    return store.register("secret-" + secret);
  }

  private byte[] encrypt(ObjectId secret, String value) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, secret);
      byte[] sealed = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String decrypt(ObjectId secret, byte[] sealed) {
    try {
      byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, secret);
      byte[] value = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(value, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new TidewaterException(ErrorCode.DATA_CORRUPTED, "secret {id} can't be decrypted", e)
          .with("id", secret)
          .hint("The key file may not be the one that this data directory was made with.");
    }
  }

  private Cipher cipher(int mode, byte[] nonce, ObjectId secret) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(secret.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
