package dev.tidewater.sink.iceberg.rest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.ErrorResponseParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors as the protocol has them: a status and the exception's name, from which clients make the
 * same exception again.
 */
final class RestErrors {
  private static final int INTERNAL_ERROR = 500;

  private static final Logger log = LoggerFactory.getLogger(RestErrors.class);

  private static final Map<Class<? extends Throwable>, Integer> STATUSES = statuses();

  private RestErrors() {}

  private static Map<Class<? extends Throwable>, Integer> statuses() {
    Map<Class<? extends Throwable>, Integer> statuses = new LinkedHashMap<>();
    statuses.put(ForbiddenException.class, 403);
    statuses.put(NoSuchNamespaceException.class, 404);
    statuses.put(NoSuchTableException.class, 404);
    statuses.put(NoSuchIcebergTableException.class, 404);
    statuses.put(NotFoundException.class, 404);
    statuses.put(NamespaceNotEmptyException.class, 409);
    statuses.put(AlreadyExistsException.class, 409);
    statuses.put(CommitFailedException.class, 409);
    statuses.put(UnprocessableEntityException.class, 422);
    statuses.put(CommitStateUnknownException.class, INTERNAL_ERROR);
    statuses.put(UnsupportedOperationException.class, 406);
    statuses.put(ValidationException.class, 400);
    statuses.put(IllegalArgumentException.class, 400);
    return statuses;
  }

  static RestResponse response(RuntimeException error) {
    int status =
        STATUSES.entrySet().stream()
            .filter(entry -> entry.getKey().isInstance(error))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(INTERNAL_ERROR);
    if (status == INTERNAL_ERROR) {
      log.error("a request to the embedded catalog failed", error);
    }
    return response(status, error.getClass().getSimpleName(), String.valueOf(error.getMessage()));
  }

  static RestResponse response(int status, String type, String message) {
    ErrorResponse error =
        ErrorResponse.builder().responseCode(status).withType(type).withMessage(message).build();
    return new RestResponse(
        status, ErrorResponseParser.toJson(error).getBytes(StandardCharsets.UTF_8));
  }
}
