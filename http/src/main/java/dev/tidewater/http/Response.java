package dev.tidewater.http;

import java.nio.charset.StandardCharsets;

/** An answer. */
record Response(int status, String contentType, byte[] body) {
  static final String PLAIN = "text/plain; charset=utf-8";
  static final String JSON = "application/json";

  static Response text(int status, String text) {
    return new Response(status, PLAIN, text.getBytes(StandardCharsets.UTF_8));
  }
}
