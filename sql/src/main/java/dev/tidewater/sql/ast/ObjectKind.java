package dev.tidewater.sql.ast;

/** What CREATE, DROP, ALTER, SHOW and COMMENT speak about. */
public enum ObjectKind {
  TABLE("TABLE", "TABLES"),
  VIEW("VIEW", "VIEWS"),
  MATERIALIZED_VIEW("MATERIALIZED VIEW", "MATERIALIZED VIEWS"),
  SOURCE("SOURCE", "SOURCES"),
  SUBSOURCE("SUBSOURCE", "SUBSOURCES"),
  SINK("SINK", "SINKS"),
  INDEX("INDEX", "INDEXES"),
  CONNECTION("CONNECTION", "CONNECTIONS"),
  SECRET("SECRET", "SECRETS"),
  TYPE("TYPE", "TYPES"),
  FUNCTION("FUNCTION", "FUNCTIONS"),
  CLUSTER("CLUSTER", "CLUSTERS"),
  CLUSTER_REPLICA("CLUSTER REPLICA", "CLUSTER REPLICAS"),
  DATABASE("DATABASE", "DATABASES"),
  SCHEMA("SCHEMA", "SCHEMAS"),
  ROLE("ROLE", "ROLES"),
  SEQUENCE("SEQUENCE", "SEQUENCES"),
  COLUMN("COLUMN", "COLUMNS"),
  /** Only SHOW OBJECTS. */
  OBJECT("OBJECT", "OBJECTS");

  private final String keywords;
  private final String plural;

  ObjectKind(String keywords, String plural) {
    this.keywords = keywords;
    this.plural = plural;
  }

  /** As in {@code DROP MATERIALIZED VIEW}. */
  public String keywords() {
    return keywords;
  }

  /** As in {@code SHOW MATERIALIZED VIEWS}. */
  public String plural() {
    return plural;
  }
}
