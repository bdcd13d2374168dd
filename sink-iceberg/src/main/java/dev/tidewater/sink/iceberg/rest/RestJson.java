package dev.tidewater.sink.iceberg.rest;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTSerializers;

/** JSON as the Iceberg REST protocol has it. */
final class RestJson {
  private static final ObjectMapper MAPPER = mapper();

  private RestJson() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    // Later versions of the protocol may add fields to requests.
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    RESTSerializers.registerAll(mapper);
    return mapper;
  }

  /** Reads a request and checks that what must be there is. */
  static <T extends RESTRequest> T read(byte[] body, Class<T> type) {
    T request;
    try {
      request = MAPPER.readValue(body, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("Malformed request: " + e.getMessage(), e);
    }
    if (request == null) {
      throw new IllegalArgumentException("Malformed request: no body");
    }
    request.validate();
    return request;
  }

  static byte[] write(Object response) {
    try {
      return MAPPER.writeValueAsBytes(response);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the protocol's own types can be written", e);
    }
  }
}
