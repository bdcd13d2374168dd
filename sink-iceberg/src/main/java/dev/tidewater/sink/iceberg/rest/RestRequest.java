package dev.tidewater.sink.iceberg.rest;

import java.util.Map;

/**
 * A request to the catalog, without what is HTTP's alone.
 *
 * @param method in upper case
 * @param path behind the catalog's root, still percent-encoded, without a leading slash: {@code
 *     v1/namespaces/public/tables}
 * @param query decoded query parameters
 * @param body empty if there is none
 */
public record RestRequest(String method, String path, Map<String, String> query, byte[] body) {
  public RestRequest {
    query = Map.copyOf(query);
  }
}
