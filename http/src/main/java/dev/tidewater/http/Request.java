package dev.tidewater.http;

import java.util.Map;

/**
 * A whole HTTP request.
 *
 * @param path without the query, still percent-encoded
 * @param query decoded parameters; of several with one name the first
 * @param contentType empty if there is none
 */
record Request(
    String method, String path, Map<String, String> query, String contentType, byte[] body) {}
