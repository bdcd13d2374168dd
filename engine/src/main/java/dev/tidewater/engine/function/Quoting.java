package dev.tidewater.engine.function;

import java.util.Set;

/** Identifiers and literals as SQL text. */
public final class Quoting {
  /** Words that can't be a bare name; those of PostgreSQL that are not unreserved. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization between bigint binary"
                  + " bit boolean both case cast char character check coalesce collate collation"
                  + " column concurrently constraint create cross current_catalog current_date"
                  + " current_role current_schema current_time current_timestamp current_user dec"
                  + " decimal default deferrable desc distinct do else end except exists extract"
                  + " false fetch float for foreign freeze from full grant greatest group grouping"
                  + " having ilike in initially inner inout int integer intersect interval into is"
                  + " isnull join lateral leading least left like limit localtime localtimestamp"
                  + " national natural nchar none normalize not notnull null nullif numeric offset"
                  + " on only or order out outer overlaps overlay placing position precision"
                  + " primary real references returning right row select session_user setof similar"
                  + " smallint some substring symmetric system_user table tablesample then time"
                  + " timestamp to trailing treat trim true union unique user using values varchar"
                  + " variadic verbose when where window with xmlattributes xmlconcat xmlelement"
                  + " xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize"
                  + " xmltable")
              .split(" "));

  private Quoting() {}

  /** In double quotes unless it is a lower-case name that is no reserved word. */
  public static String identifier(String name) {
    boolean plain = !name.isEmpty() && !RESERVED.contains(name);
    for (int i = 0; plain && i < name.length(); i++) {
      char c = name.charAt(i);
      plain = (c >= 'a' && c <= 'z') || c == '_' || (i > 0 && c >= '0' && c <= '9');
    }
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** In single quotes; with an E before them if there is a backslash. */
  public static String literal(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
    return text.indexOf('\\') >= 0 ? "E" + quoted : quoted;
  }
}
