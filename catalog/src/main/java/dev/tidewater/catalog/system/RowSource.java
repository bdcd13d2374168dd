package dev.tidewater.catalog.system;

/** Makes the rows of one system relation. */
@FunctionalInterface
interface RowSource {
  /** Of relations that are there for their columns only. */
  RowSource NO_ROWS = (context, rows) -> {};

  void write(SystemContext context, RowWriter rows);
}
