package dev.tidewater.sink.iceberg.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTUtil;

/** An endpoint of the protocol and what answers it. */
record RestRoute(Endpoint endpoint, Action action) {
  /** Answers a request whose path has the route's form. */
  interface Action {
    RestResponse answer(RestRequest request, Variables variables);
  }

  /** The parts of a path that stand where the endpoint's path has a {@code {name}}. */
  record Variables(List<String> encoded) {
    Namespace namespace() {
      return RESTUtil.decodeNamespaceAsPathSegment(
          encoded.get(0), RESTCatalogProperties.NAMESPACE_SEPARATOR_DEFAULT);
    }

    TableIdentifier table() {
      return TableIdentifier.of(namespace(), RESTUtil.decodePathSegment(encoded.get(1)));
    }
  }

  /**
   * The segments of the endpoint's path, without the {@code {prefix}} that this server gives none.
   */
  private List<String> segments() {
    List<String> segments = new ArrayList<>(List.of(endpoint.path().substring(1).split("/", -1)));
    segments.remove("{prefix}");
    return segments;
  }

  /** The variables, if a path is this route's. */
  Optional<Variables> match(String[] path) {
    List<String> segments = segments();
    if (path.length != segments.size()) {
      return Optional.empty();
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < path.length; i++) {
      if (segments.get(i).startsWith("{")) {
        variables.add(path[i]);
      } else if (!segments.get(i).equals(path[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Variables(variables));
  }
}
