package dev.tidewater.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.catalog.system.SystemCatalog;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Database DATABASE = new Database(new ObjectId(1), "tidewater");
  private static final Schema PUBLIC =
      new Schema(new ObjectId(2), Optional.of(DATABASE.id()), "public");
  private static final NameContext NAMES = new NameContext("tidewater", List.of("public"));

  private static Item table(long id, String name) {
    return Item.of(
            new ObjectId(id),
            PUBLIC.id(),
            name,
            ItemType.TABLE,
            "CREATE TABLE tidewater.public." + name + " (a integer)",
            new TreeSet<>())
        .withRelation(
            new RelationSchema(
                List.of(
                    new Column(0, "a", ScalarType.INT4, false),
                    new Column(1, "b", ScalarType.numeric(38, 2), true),
                    new Column(2, "c", new ArrayType(ScalarType.varchar(7)), true)),
                List.of(List.of(0), List.of(1, 2))));
  }

  private static Item view(long id, String name, ObjectId... uses) {
    return Item.of(
            new ObjectId(id),
            PUBLIC.id(),
            name,
            ItemType.VIEW,
            "CREATE VIEW v AS SELECT 1",
            new TreeSet<>(Set.of(uses)))
        .withNameContext(List.of("tidewater", "public"));
  }

  private static CatalogSnapshot snapshot(CatalogDelta... deltas) {
    List<CatalogDelta> all =
        new ArrayList<>(
            List.of(new CatalogDelta.PutDatabase(DATABASE), new CatalogDelta.PutSchema(PUBLIC)));
    all.addAll(List.of(deltas));
    return SystemCatalog.builtIn().apply(all);
  }

  @Test
  void everyDeltaSurvivesItsJsonForm() {
    List<CatalogDelta> deltas =
        List.of(
            new CatalogDelta.PutDatabase(DATABASE),
            new CatalogDelta.PutSchema(PUBLIC),
            new CatalogDelta.PutCluster(new Cluster(new ObjectId(3), "c", "2")),
            new CatalogDelta.PutItem(table(4, "t")),
            new CatalogDelta.PutItem(
                view(5, "v", new ObjectId(4))
                    .withCluster(new ObjectId(3))
                    .withParent(new ObjectId(4), "public.t")
                    .withErrors(9)),
            new CatalogDelta.Drop(new ObjectId(-7)),
            new CatalogDelta.NextId(10));

    assertThat(CatalogJson.read(CatalogJson.write(deltas))).isEqualTo(deltas);
  }

  @Test
  void columnDefaultsSurviveTheirJsonFormWithGaps() {
    List<String> defaults = new ArrayList<>();
    defaults.add(null);
    defaults.add("1 + 1");
    Item item = table(4, "t").withColumnDefaults(defaults);

    List<CatalogDelta> read =
        CatalogJson.read(CatalogJson.write(List.of(new CatalogDelta.PutItem(item))));

    assertThat(((CatalogDelta.PutItem) read.get(0)).item().columnDefaults())
        .containsExactly(null, "1 + 1");
  }

  @Test
  void refusesALogOfAnotherVersion() {
    byte[] newer =
        "{\"version\": 99, \"deltas\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CatalogJson.read(newer))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED))
        .hasMessageContaining("99");
  }

  @Test
  void imageIsTheSameWhereverTheDeltasAreCut() {
    List<CatalogDelta> deltas =
        List.of(
            new CatalogDelta.PutDatabase(DATABASE),
            new CatalogDelta.PutSchema(PUBLIC),
            new CatalogDelta.PutItem(table(4, "t")),
            new CatalogDelta.PutItem(view(5, "v", new ObjectId(4))),
            new CatalogDelta.PutItem(table(4, "renamed")),
            new CatalogDelta.Drop(new ObjectId(5)),
            new CatalogDelta.NextId(6));
    CatalogSnapshot whole = SystemCatalog.builtIn().apply(deltas);

    for (int cut = 0; cut <= deltas.size(); cut++) {
      CatalogSnapshot inTwo =
          SystemCatalog.builtIn()
              .apply(deltas.subList(0, cut))
              .apply(deltas.subList(cut, deltas.size()));

      assertThat(inTwo.items()).containsExactlyElementsOf(whole.items());
      assertThat(inTwo.nextId()).isEqualTo(whole.nextId());
      assertThat(inTwo.item(PUBLIC.id(), "renamed")).isPresent();
      assertThat(inTwo.item(PUBLIC.id(), "t")).isEmpty();
    }
  }

  @Test
  void dependentsComeBeforeWhatTheyUse() {
    CatalogSnapshot snapshot =
        snapshot(
            new CatalogDelta.PutItem(table(4, "t")),
            new CatalogDelta.PutItem(view(5, "v", new ObjectId(4))),
            new CatalogDelta.PutItem(view(6, "w", new ObjectId(5))),
            new CatalogDelta.PutItem(table(7, "other")));

    assertThat(snapshot.dependentsOf(List.of(new ObjectId(4))))
        .extracting(Item::name)
        .containsExactly("w", "v");
  }

  @Test
  void findsPlainNamesAlongTheSearchPath() {
    CatalogSnapshot snapshot = snapshot(new CatalogDelta.PutItem(table(4, "t")));
    NameResolver resolver = new NameResolver(snapshot, NAMES);

    assertThat(resolver.find(QualifiedName.of("t"))).isPresent();
    assertThat(resolver.find(QualifiedName.of("public", "t"))).isPresent();
    assertThat(resolver.find(QualifiedName.of("tidewater", "public", "t"))).isPresent();
    assertThat(resolver.find(QualifiedName.of("pg_catalog", "t"))).isEmpty();
    assertThat(
            new NameResolver(snapshot, new NameContext("tidewater", List.of()))
                .find(QualifiedName.of("t")))
        .isEmpty();
  }

  @Test
  void saysWhatAnObjectIsWhenItIsNotWhatWasAskedFor() {
    NameResolver resolver =
        new NameResolver(snapshot(new CatalogDelta.PutItem(table(4, "t"))), NAMES);

    assertThatThrownBy(() -> resolver.require(QualifiedName.of("t"), ItemType.SINK))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.WRONG_OBJECT_TYPE);
              assertThat(e.getMessage()).isEqualTo("\"t\" is not a sink");
              assertThat(e.hint()).isEqualTo("It is a table.");
            });
  }

  @Test
  void refusesToMakeThingsInSystemSchemas() {
    NameResolver resolver = new NameResolver(snapshot(), NAMES);

    assertThatThrownBy(() -> resolver.schemaForNew(QualifiedName.of("pg_catalog", "t")))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_PRIVILEGE));
  }

  @Test
  void idsReadBackAsTheyAreShown() {
    for (long value : new long[] {1, 42, -1, -42}) {
      ObjectId id = new ObjectId(value);

      assertThat(ObjectId.parse(id.toString())).isEqualTo(id);
    }
  }
}
