package dev.tidewater.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.plan.PlanPrinter;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drivers send parameters in types of their own; bound, they compare as constants of the key's. */
class ParameterLookupTest {
  private static String bound(String sql, SqlType type, Object value) {
    AnalysisContext plain = TestCatalog.context();
    AnalysisContext context =
        new AnalysisContext(
            plain.catalog(),
            plain.names(),
            plain.user(),
            plain.timeZone(),
            plain.transactionMicros(),
            List.of(type),
            plain.purpose());
    PlannedQuery planned =
        new SqlPlanner().planQuery((Query) SqlParser.parseStatement(sql), context);
    return PlanPrinter.print(planned.bind(List.of(value)));
  }

  @Test
  void narrowerIntegerBecomesTheKeysType() {
    assertThat(bound("SELECT * FROM p WHERE id = $1", ScalarType.INT4, 7))
        .startsWith("Filter =(int8,int8){#0, '7':bigint}");
    assertThat(bound("SELECT * FROM p WHERE $1 = id", ScalarType.INT2, 7))
        .startsWith("Filter =(int8,int8){'7':bigint, #0}");
  }

  @Test
  void numericAndVarcharBecomeConstantsToo() {
    assertThat(bound("SELECT * FROM p WHERE id = $1", ScalarType.NUMERIC, Decimal.parse("7")))
        .startsWith("Filter =(numeric,numeric){cast(int8,numeric){#0}, '7':numeric}");
    assertThat(bound("SELECT * FROM p WHERE label = $1", ScalarType.VARCHAR, "x"))
        .startsWith("Filter =(text,text){#1, 'x':text}");
    assertThat(bound("SELECT * FROM w WHERE b = $1", ScalarType.VARCHAR, "x"))
        .startsWith("Filter =(text,text){cast(varchar,text){#1}, 'x':text}");
  }

  @Test
  void whatFailsIsLeftForTheRun() {
    assertThat(bound("SELECT * FROM p WHERE id = 1 / $1", ScalarType.INT8, 0L)).contains("/(");
  }
}
