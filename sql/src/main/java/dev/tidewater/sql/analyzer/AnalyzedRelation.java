package dev.tidewater.sql.analyzer;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * A query as a relation: a multiset of rows, without order; a LIMIT is inside of it.
 *
 * @param names of the columns; the node may call them otherwise, since its names are distinct
 */
public record AnalyzedRelation(RelNode rel, List<String> names) {
  public AnalyzedRelation {
    names = List.copyOf(names);
  }
}
