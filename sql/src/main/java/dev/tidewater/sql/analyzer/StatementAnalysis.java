package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.Rels;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the analyzers of one statement share. */
final class StatementAnalysis {
  /** How deep expressions, queries and views may nest before the stack is in danger. */
  static final int MAX_DEPTH = 500;

  private final Functions functions;
  private final AnalysisContext context;
  private final Rels rels = new Rels();
  private final Parameters parameters;
  private final SortedSet<Long> objects = new TreeSet<>();
  private final Coercion coercion;
  private final Calls calls;
  private int depth;
  private int bindings;

  StatementAnalysis(Functions functions, AnalysisContext context) {
    this.functions = functions;
    this.context = context;
    this.parameters = new Parameters(context.parameterTypes());
    this.coercion = new Coercion(this);
    this.calls = new Calls(this);
  }

  Functions functions() {
    return functions;
  }

  AnalysisContext context() {
    return context;
  }

  boolean isMaintained() {
    return context.purpose() == Purpose.MAINTAINED;
  }

  Rels rels() {
    return rels;
  }

  Parameters parameters() {
    return parameters;
  }

  Coercion coercion() {
    return coercion;
  }

  Calls calls() {
    return calls;
  }

  /** Ids of the relations named so far. */
  SortedSet<Long> objects() {
    return objects;
  }

  /** A number for a binding of a recursion. */
  int nextBinding() {
    return bindings++;
  }

  void enter(dev.tidewater.sql.ast.Position position) {
    if (++depth > MAX_DEPTH) {
      throw Failures.at(
          position,
          dev.tidewater.types.ErrorCode.STATEMENT_TOO_COMPLEX,
          "statement is nested too deeply");
    }
  }

  void leave() {
    depth--;
  }
}
