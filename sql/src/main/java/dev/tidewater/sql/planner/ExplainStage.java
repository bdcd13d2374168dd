package dev.tidewater.sql.planner;

/** What EXPLAIN shows. */
public enum ExplainStage {
  /** As analyzed: sub-queries still in place. */
  RAW,
  /** Sub-queries turned into joins. */
  DECORRELATED,
  /** After all rewrites. */
  OPTIMIZED,
  /** What the engine runs. */
  PHYSICAL
}
