package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QueryOrDataContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.StatementContext;

/** Sends each kind of statement to its builder. */
final class StatementBuilder {
  private final TreeBuilder tree;

  StatementBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Statement statement(StatementContext context) {
    if (context.queryOrData() != null) {
      return queryOrData(context.queryOrData());
    }
    if (context.truncateStatement() != null) {
      return tree.data.truncate(context.truncateStatement());
    }
    if (context.copyStatement() != null) {
      return tree.data.copy(context.copyStatement());
    }
    if (context.createStatement() != null) {
      return tree.creates.create(context.createStatement().createVariant());
    }
    if (context.alterStatement() != null) {
      return tree.alters.alter(context.alterStatement());
    }
    if (context.dropStatement() != null) {
      return tree.alters.drop(context.dropStatement());
    }
    if (context.commentStatement() != null) {
      return tree.alters.comment(context.commentStatement());
    }
    if (context.privilegeStatement() != null) {
      return tree.alters.privileges(context.privilegeStatement());
    }
    return inspectOrSession(context);
  }

  private Statement inspectOrSession(StatementContext context) {
    if (context.showStatement() != null) {
      return tree.inspects.show(context.showStatement());
    }
    if (context.explainStatement() != null) {
      return tree.inspects.explain(context.explainStatement());
    }
    if (context.validateStatement() != null) {
      return tree.inspects.validate(context.validateStatement());
    }
    if (context.declareStatement() != null) {
      return tree.cursors.declare(context.declareStatement());
    }
    if (context.fetchStatement() != null) {
      return tree.cursors.fetch(context.fetchStatement());
    }
    if (context.closeStatement() != null) {
      return tree.cursors.close(context.closeStatement());
    }
    if (context.subscribeStatement() != null) {
      return tree.cursors.subscribe(context.subscribeStatement());
    }
    return tree.sessions.session(context);
  }

  Statement queryOrData(QueryOrDataContext context) {
    if (context.queryTerm() != null) {
      return tree.queries.query(context);
    }
    With with = tree.queries.with(context.withClause());
    if (context.insertStatement() != null) {
      return tree.data.insert(context.insertStatement(), with);
    }
    return context.updateStatement() != null
        ? tree.data.update(context.updateStatement(), with)
        : tree.data.delete(context.deleteStatement(), with);
  }
}
