package dev.tidewater.sink.iceberg.rest;

/**
 * What the catalog answers.
 *
 * @param status HTTP's status code
 * @param body JSON, or empty
 */
public record RestResponse(int status, byte[] body) {
  private static final byte[] NO_BODY = new byte[0];

  static RestResponse noContent() {
    return new RestResponse(204, NO_BODY);
  }
}
