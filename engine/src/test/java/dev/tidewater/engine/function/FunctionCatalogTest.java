package dev.tidewater.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TypeKind;
import org.junit.jupiter.api.Test;

class FunctionCatalogTest {
  private static final FunctionCatalog CATALOG = FunctionCatalog.standard();

  @Test
  void everyFunctionIsFoundByItsIdentity() {
    assertThat(CATALOG.all()).hasSizeGreaterThan(900);
    for (SqlFunction function : CATALOG.all()) {
      assertThat(CATALOG.byIdentity(function.identity())).isEqualTo(function);
    }
  }

  @Test
  void identitiesAreAsPlansNameThem() {
    assertThat(CATALOG.byIdentity("+(int4,int4)").name()).isEqualTo("+");
    assertThat(CATALOG.byIdentity("cast(int4,int8)").kind()).isEqualTo(SqlFunction.Kind.CAST);
    assertThat(CATALOG.byIdentity("sum(int8)").kind()).isEqualTo(SqlFunction.Kind.AGGREGATE);
    assertThat(CATALOG.byIdentity("count(*)").kind()).isEqualTo(SqlFunction.Kind.AGGREGATE);
    assertThat(CATALOG.byIdentity("array_of(anyelement...)").name()).isEqualTo("array_of");
  }

  @Test
  void arraysAreCastElementByElement() {
    assertThat(CATALOG.cast(new ArrayType(ScalarType.INT4), new ArrayType(ScalarType.INT8)))
        .hasValueSatisfying(cast -> assertThat(cast.identity()).isEqualTo("cast(int4[],int8[])"));
    assertThat(CATALOG.cast(new ArrayType(ScalarType.DATE), new ArrayType(ScalarType.UUID)))
        .isEmpty();
  }

  @Test
  void everyTypeCastsToItselfAndToText() {
    for (TypeKind kind : TypeKind.values()) {
      if (kind != TypeKind.UNKNOWN && kind != TypeKind.VOID) {
        ScalarType type = ScalarType.of(kind);
        assertThat(CATALOG.cast(type, type)).as(kind.name()).isPresent();
        assertThat(CATALOG.cast(type, ScalarType.TEXT)).as(kind.name()).isPresent();
      }
    }
  }

  @Test
  void everyFunctionSaysWhatItDoes() {
    assertThat(CATALOG.all()).allSatisfy(f -> assertThat(f.description()).isNotBlank());
  }
}
