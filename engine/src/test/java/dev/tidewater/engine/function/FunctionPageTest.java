package dev.tidewater.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.function.SqlFunction.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionPageTest {
  private static final Path PAGE = Path.of("..", "docs", "sql", "functions.md");
  private static final boolean REWRITE = Boolean.getBoolean("docs.rewrite");

  @Test
  void pageListsWhatTheCatalogHolds() throws IOException {
    if (REWRITE) {
      Files.writeString(PAGE, FunctionPage.text());
    }
    assertThat(Files.readString(PAGE))
        .as("run with -Ddocs.rewrite=true to write docs/sql/functions.md anew")
        .isEqualTo(FunctionPage.text());
  }

  @Test
  void everyFunctionAndOperatorHasANumberOfItsOwn() {
    List<String> without =
        FunctionCatalog.standard().all().stream()
            .filter(f -> f.kind() != Kind.CAST && !f.isInternal())
            .filter(f -> FunctionOids.standard().find(f).isEmpty())
            .map(SqlFunction::identity)
            .toList();
    assertThat(without).as("to be added to oids.txt").isEmpty();
    for (Set<Kind> relation :
        List.of(
            Set.of(Kind.FUNCTION, Kind.AGGREGATE, Kind.SET_RETURNING, Kind.WINDOW),
            Set.of(Kind.OPERATOR),
            Set.of(Kind.CAST))) {
      Set<Long> seen = new HashSet<>();
      FunctionOids.standard().listed().stream()
          .filter(listed -> relation.contains(listed.function().kind()))
          .forEach(
              listed ->
                  assertThat(seen.add(listed.oid())).as(listed.function().identity()).isTrue());
    }
  }
}
