package dev.tidewater.http;

import dev.tidewater.sink.iceberg.rest.EmbeddedRestCatalog;
import dev.tidewater.sink.iceberg.rest.RestRequest;
import dev.tidewater.sink.iceberg.rest.RestResponse;
import java.util.Locale;

/** {@code /iceberg/v1/…}: the embedded catalog. */
record CatalogHandler(EmbeddedRestCatalog catalog) implements RequestHandler {
  static final String ROOT = "/iceberg/";

  @Override
  public Response handle(Request request) {
    if (request.body().length > 0 && !isJson(request.contentType())) {
      // A web page can make a browser send forms and plain text to anywhere, but not this type.
      return Response.text(415, "the body must be application/json\n");
    }
    RestResponse response =
        catalog.handle(
            new RestRequest(
                request.method(),
                request.path().substring(ROOT.length()),
                request.query(),
                request.body()));
    return new Response(response.status(), Response.JSON, response.body());
  }

  private static boolean isJson(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith(Response.JSON);
  }
}
