package dev.tidewater.sink.iceberg.rest;

import dev.tidewater.sink.iceberg.catalog.EmbeddedCatalog;
import dev.tidewater.sink.iceberg.rest.RestRoute.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;

/**
 * Serves the embedded catalog by the Iceberg REST protocol: namespaces and tables. Views, scan
 * planning and commits of several tables at once are not offered, and the configuration that
 * clients ask for first says so.
 *
 * <p>Whoever can reach it may change any table, but only files under the warehouse are touched: a
 * location anywhere else is refused. Safe for many threads; every call ends with a response.
 */
public final class EmbeddedRestCatalog {
  private static final int OK = 200;

  private final JdbcCatalog catalog;
  private final WarehouseGuard guard;
  private final List<RestRoute> routes = new ArrayList<>();

  /** Serves a catalog that stays open as long as this is used. */
  public EmbeddedRestCatalog(EmbeddedCatalog embedded) {
    this.catalog = embedded.catalog();
    this.guard = new WarehouseGuard(embedded.warehouseLocation());
    addNamespaceRoutes();
    addTableRoutes();
  }

  /** Answers one request; errors are answers too. */
  public RestResponse handle(RestRequest request) {
    try {
      return route(request);
    } catch (RuntimeException e) {
      return RestErrors.response(e);
    }
  }

  private RestResponse route(RestRequest request) {
    if (request.path().equals("v1/config")) {
      return config(request);
    }
    String[] path = request.path().split("/", -1);
    boolean pathIsKnown = false;
    for (RestRoute route : routes) {
      Optional<Variables> variables = route.match(path);
      if (variables.isPresent()) {
        if (route.endpoint().httpMethod().equals(request.method())) {
          return route.action().answer(request, variables.get());
        }
        pathIsKnown = true;
      }
    }
    return pathIsKnown
        ? RestErrors.response(405, "MethodNotAllowed", "Method not allowed: " + request.method())
        : RestErrors.response(404, "NoSuchEndpoint", "No such endpoint: " + request.path());
  }

  private RestResponse config(RestRequest request) {
    if (!request.method().equals("GET")) {
      return RestErrors.response(405, "MethodNotAllowed", "Method not allowed");
    }
    List<Endpoint> endpoints = routes.stream().map(RestRoute::endpoint).toList();
    return json(ConfigResponse.builder().withEndpoints(endpoints).build());
  }

  private void addNamespaceRoutes() {
    add(
        Endpoint.V1_LIST_NAMESPACES,
        (request, variables) -> json(CatalogHandlers.listNamespaces(catalog, parent(request))));
    add(
        Endpoint.V1_CREATE_NAMESPACE,
        (request, variables) ->
            json(
                CatalogHandlers.createNamespace(
                    catalog, RestJson.read(request.body(), CreateNamespaceRequest.class))));
    add(
        Endpoint.V1_LOAD_NAMESPACE,
        (request, variables) ->
            json(CatalogHandlers.loadNamespace(catalog, variables.namespace())));
    add(
        Endpoint.V1_NAMESPACE_EXISTS,
        (request, variables) -> {
          CatalogHandlers.namespaceExists(catalog, variables.namespace());
          return RestResponse.noContent();
        });
    add(
        Endpoint.V1_DELETE_NAMESPACE,
        (request, variables) -> {
          CatalogHandlers.dropNamespace(catalog, variables.namespace());
          return RestResponse.noContent();
        });
    add(
        Endpoint.V1_UPDATE_NAMESPACE,
        (request, variables) ->
            json(
                CatalogHandlers.updateNamespaceProperties(
                    catalog,
                    variables.namespace(),
                    RestJson.read(request.body(), UpdateNamespacePropertiesRequest.class))));
  }

  private void addTableRoutes() {
    add(
        Endpoint.V1_LIST_TABLES,
        (request, variables) -> json(CatalogHandlers.listTables(catalog, variables.namespace())));
    add(Endpoint.V1_CREATE_TABLE, this::createTable);
    add(Endpoint.V1_REGISTER_TABLE, this::registerTable);
    add(Endpoint.V1_LOAD_TABLE, this::loadTable);
    add(
        Endpoint.V1_TABLE_EXISTS,
        (request, variables) -> {
          CatalogHandlers.tableExists(catalog, variables.table());
          return RestResponse.noContent();
        });
    add(Endpoint.V1_UPDATE_TABLE, this::updateTable);
    add(Endpoint.V1_DELETE_TABLE, this::dropTable);
    add(
        Endpoint.V1_RENAME_TABLE,
        (request, variables) -> {
          CatalogHandlers.renameTable(
              catalog, RestJson.read(request.body(), RenameTableRequest.class));
          return RestResponse.noContent();
        });
    // What readers report of their scans is nothing that this server keeps.
    add(Endpoint.V1_REPORT_METRICS, (request, variables) -> RestResponse.noContent());
  }

  private RestResponse createTable(RestRequest request, Variables variables) {
    CreateTableRequest create = RestJson.read(request.body(), CreateTableRequest.class);
    guard.check(create);
    return json(
        create.stageCreate()
            ? CatalogHandlers.stageTableCreate(catalog, variables.namespace(), create)
            : CatalogHandlers.createTable(catalog, variables.namespace(), create));
  }

  private RestResponse registerTable(RestRequest request, Variables variables) {
    RegisterTableRequest register = RestJson.read(request.body(), RegisterTableRequest.class);
    guard.checkLocation(register.metadataLocation());
    return json(CatalogHandlers.registerTable(catalog, variables.namespace(), register));
  }

  private RestResponse loadTable(RestRequest request, Variables variables) {
    String snapshots = request.query().getOrDefault("snapshots", "all");
    SnapshotMode mode = snapshots.equals("refs") ? SnapshotMode.REFS : SnapshotMode.ALL;
    return json(CatalogHandlers.loadTable(catalog, variables.table(), mode));
  }

  private RestResponse updateTable(RestRequest request, Variables variables) {
    UpdateTableRequest update = RestJson.read(request.body(), UpdateTableRequest.class);
    guard.check(update);
    return json(CatalogHandlers.updateTable(catalog, variables.table(), update));
  }

  private RestResponse dropTable(RestRequest request, Variables variables) {
    if (Boolean.parseBoolean(request.query().get("purgeRequested"))) {
      guard.checkFiles(catalog.loadTable(variables.table()));
      CatalogHandlers.purgeTable(catalog, variables.table());
    } else {
      CatalogHandlers.dropTable(catalog, variables.table());
    }
    return RestResponse.noContent();
  }

  /** The namespace whose children are asked for; the root if none is named. */
  private static Namespace parent(RestRequest request) {
    String parent = request.query().getOrDefault("parent", "");
    return parent.isEmpty()
        ? Namespace.empty()
        : RESTUtil.namespaceFromQueryParam(
            parent, RESTCatalogProperties.NAMESPACE_SEPARATOR_DEFAULT);
  }

  private void add(Endpoint endpoint, RestRoute.Action action) {
    routes.add(new RestRoute(endpoint, action));
  }

  private static RestResponse json(Object response) {
    return new RestResponse(OK, RestJson.write(response));
  }
}
