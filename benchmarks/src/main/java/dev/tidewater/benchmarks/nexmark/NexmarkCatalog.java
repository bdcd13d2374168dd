package dev.tidewater.benchmarks.nexmark;

import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.CatalogReader;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.catalog.ResolvedRelation.Collection;
import dev.tidewater.sql.catalog.ResolvedRelation.Kind;
import dev.tidewater.testkit.nexmark.NexmarkEvent;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Nexmark's three tables; each kind of event has a collection. */
final class NexmarkCatalog implements CatalogReader {
  static final NameContext NAMES = new NameContext("tidewater", List.of("public"));

  private static final ScalarType LONG = ScalarType.INT8;
  private static final ScalarType TEXT = ScalarType.TEXT;
  private static final ScalarType TIME = ScalarType.TIMESTAMP;

  static long collection(NexmarkEvent.Kind kind) {
    return switch (kind) {
      case PERSON -> 1;
      case AUCTION -> 2;
      case BID -> 3;
    };
  }

  static RelationSchema schema(long collection) {
    for (NexmarkEvent.Kind kind : NexmarkEvent.Kind.values()) {
      if (collection(kind) == collection) {
        return schema(kind);
      }
    }
    throw new IllegalArgumentException("no collection " + collection);
  }

  static RelationSchema schema(NexmarkEvent.Kind kind) {
    return switch (kind) {
      case PERSON ->
          schema(
              List.of(
                  "id",
                  "name",
                  "email_address",
                  "credit_card",
                  "city",
                  "state",
                  "date_time",
                  "extra"),
              List.of(LONG, TEXT, TEXT, TEXT, TEXT, TEXT, TIME, TEXT));
      case AUCTION ->
          schema(
              List.of(
                  "id",
                  "item_name",
                  "description",
                  "initial_bid",
                  "reserve",
                  "date_time",
                  "expires",
                  "seller",
                  "category",
                  "extra"),
              List.of(LONG, TEXT, TEXT, LONG, LONG, TIME, TIME, LONG, LONG, TEXT));
      case BID ->
          schema(
              List.of("auction", "bidder", "price", "channel", "url", "date_time", "extra"),
              List.of(LONG, LONG, LONG, TEXT, TEXT, TIME, TEXT));
    };
  }

  private static RelationSchema schema(List<String> names, List<ScalarType> types) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Column(i, names.get(i), types.get(i), false));
    }
    return RelationSchema.withoutKey(columns);
  }

  @Override
  public Optional<ResolvedRelation> relation(QualifiedName name, NameContext context) {
    for (NexmarkEvent.Kind kind : NexmarkEvent.Kind.values()) {
      String table = kind.name().toLowerCase(Locale.ROOT);
      if (table.equals(name.last())) {
        return Optional.of(
            ResolvedRelation.of(
                collection(kind),
                "public",
                table,
                Kind.TABLE,
                schema(kind),
                new Collection(collection(kind))));
      }
    }
    return Optional.empty();
  }

  @Override
  public OptionalLong classOid(QualifiedName name, NameContext context) {
    return OptionalLong.empty();
  }
}
