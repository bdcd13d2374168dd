package dev.tidewater.sink.iceberg.catalog;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchWarehouseException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The border where failures of catalogs and file systems become errors with a meaning. */
public final class CatalogErrors {
  private CatalogErrors() {}

  /**
   * @param subject what was being used, as it reads in a sentence: {@code catalog https://…}
   */
  public static TidewaterException translate(Throwable failure, String subject) {
    if (failure instanceof TidewaterException ours) {
      return ours;
    }
    TidewaterException byCause = unreachable(failure, subject);
    if (byCause != null) {
      return byCause;
    }
    if (failure instanceof NoSuchWarehouseException) {
      return external("{subject} has no such warehouse", failure, subject)
          .hint("Check WAREHOUSE in the connection.");
    }
    if (failure instanceof NoSuchNamespaceException) {
      return new TidewaterException(
              ErrorCode.INVALID_SCHEMA_NAME, "namespace does not exist in {subject}", failure)
          .with("subject", subject)
          .detail(message(failure))
          .hint("Create the namespace in the catalog, or name one that is there.");
    }
    if (failure instanceof NoSuchTableException) {
      return new TidewaterException(
              ErrorCode.UNDEFINED_TABLE, "table does not exist in {subject}", failure)
          .with("subject", subject)
          .detail(message(failure));
    }
    if (failure instanceof NotAuthorizedException) {
      return external("{subject} did not accept our identity", failure, subject)
          .hint("Check the credential of the connection.");
    }
    if (failure instanceof ForbiddenException) {
      return external("{subject} does not permit this", failure, subject)
          .hint("Grant the connection's principal access, or use another.");
    }
    if (failure instanceof ServiceUnavailableException
        || failure instanceof ServiceFailureException) {
      return external("{subject} failed to answer", failure, subject);
    }
    if (failure instanceof BadRequestException) {
      return external("{subject} refused the request", failure, subject);
    }
    if (failure instanceof RESTException) {
      return external("{subject} did not answer like an Iceberg REST catalog", failure, subject)
          .hint("Check URL: it is what stands before /v1/config.");
    }
    return external("{subject} failed", failure, subject);
  }

  private static @Nullable TidewaterException unreachable(Throwable failure, String subject) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnknownHostException) {
        return external("the host of {subject} could not be found", each, subject)
            .hint("Check the host name in the URL.");
      }
      if (each instanceof ConnectException || each instanceof NoRouteToHostException) {
        return external("could not connect to {subject}", each, subject)
            .hint("Check host and port in the URL, and that the service is up.");
      }
      if (each instanceof SocketTimeoutException) {
        return external("{subject} did not answer in time", each, subject);
      }
      if (each instanceof SSLException) {
        return external("no secure connection to {subject}", each, subject)
            .hint("Check the scheme in the URL and the server's certificate.");
      }
      if (each instanceof SdkServiceException refused) {
        return objectStore(refused, subject);
      }
      if (diskFull(each)) {
        return new TidewaterException(
                ErrorCode.DISK_FULL, "no space left on the disk of {subject}", each)
            .with("subject", subject)
            .detail(message(failure))
            .hint("Free some space; the sink goes on by itself.");
      }
    }
    return null;
  }

  private static TidewaterException objectStore(SdkServiceException failure, String subject) {
    return switch (failure.statusCode()) {
      case 401, 403 ->
          external("the object store of {subject} refused access", failure, subject)
              .hint("Check the access key of the AWS connection and what it may do.");
      case 404 ->
          external("the object store of {subject} has no such bucket or object", failure, subject)
              .hint("Check the warehouse location and the ENDPOINT of the AWS connection.");
      default -> external("the object store of {subject} failed", failure, subject);
    };
  }

  private static boolean diskFull(Throwable failure) {
    String text = message(failure).toLowerCase(Locale.ROOT);
    return text.contains("no space left on device") || text.contains("disk is full");
  }

  private static TidewaterException external(String summary, Throwable cause, String subject) {
    return new TidewaterException(ErrorCode.EXTERNAL_SYSTEM, summary, cause)
        .with("subject", subject)
        .detail(message(cause));
  }

  private static String message(Throwable failure) {
    String text = failure.getMessage();
    return text == null ? failure.getClass().getSimpleName() : text;
  }
}
