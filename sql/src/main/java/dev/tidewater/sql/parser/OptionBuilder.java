package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.BooleanLiteral;
import dev.tidewater.sql.ast.Expression.NullLiteral;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OptionAtomContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OptionItemContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OptionListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.WithOptionsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Builds options. An equals sign parts name from value. Without one: a literal or a list ends the
 * name; else the last of several words is the value, and {@code SECRET s} is a value of two words.
 */
final class OptionBuilder {
  private final TreeBuilder tree;

  OptionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  List<Option> with(@Nullable WithOptionsContext context) {
    return context == null ? List.of() : list(context.optionList());
  }

  List<Option> list(@Nullable OptionListContext context) {
    return context == null ? List.of() : items(context.optionItem());
  }

  List<Option> items(List<OptionItemContext> items) {
    return items.stream().map(this::option).toList();
  }

  /** The names alone, as in {@code RESET (COMMIT INTERVAL)}. */
  List<String> names(OptionListContext context) {
    return context.optionItem().stream().map(item -> name(item.optionAtom(), item)).toList();
  }

  Option option(OptionItemContext context) {
    List<OptionAtomContext> atoms = context.optionAtom();
    int equals = indexOfEquals(atoms);
    if (equals >= 0) {
      List<OptionAtomContext> value = atoms.subList(equals + 1, atoms.size());
      if (value.isEmpty()) {
        throw tree.unexpected(tree.tokenAfter(context));
      }
      return option(atoms.subList(0, equals), value, context);
    }
    int split = splitWithoutEquals(atoms);
    return option(atoms.subList(0, split), atoms.subList(split, atoms.size()), context);
  }

  private Option option(
      List<OptionAtomContext> name, List<OptionAtomContext> value, OptionItemContext context) {
    String words = name(name, context);
    // RETAIN HISTORY [=] FOR '1h'
    if (words.endsWith(" FOR")) {
      words = words.substring(0, words.length() - " FOR".length());
    }
    return new Option(words, value.isEmpty() ? null : value(value), tree.position(context));
  }

  private String name(List<OptionAtomContext> atoms, OptionItemContext context) {
    if (atoms.isEmpty()) {
      throw tree.unexpected(context);
    }
    for (OptionAtomContext atom : atoms) {
      if (atom.keywordOrName() == null) {
        throw tree.unexpected(atom);
      }
    }
    return atoms.stream()
        .map(atom -> Lexer.upperCase(atom.getStart().getText()))
        .collect(Collectors.joining(" "));
  }

  private static int indexOfEquals(List<OptionAtomContext> atoms) {
    for (int i = 0; i < atoms.size(); i++) {
      if (atoms.get(i).EQUALS() != null) {
        return i;
      }
    }
    return -1;
  }

  /** How many atoms are the name. */
  private static int splitWithoutEquals(List<OptionAtomContext> atoms) {
    int words = 0;
    while (words < atoms.size() && atoms.get(words).keywordOrName() != null) {
      words++;
    }
    if (words == 0) {
      return 0;
    }
    if (words == atoms.size()) {
      return splitWords(atoms);
    }
    OptionAtomContext next = atoms.get(words);
    boolean valueStartsBefore =
        next.DOT() != null || (next.QUOTED_IDENTIFIER() != null && isSecret(atoms, words - 1));
    int split = valueStartsBefore ? words - 1 : words;
    return isSecret(atoms, split - 1) && valueStartsBefore ? split - 1 : split;
  }

  private static int splitWords(List<OptionAtomContext> atoms) {
    int count = atoms.size();
    if (isSecret(atoms, count - 2)) {
      return count - 2;
    }
    return count == 1 ? 1 : count - 1;
  }

  /** SECRET as the first word of a value: not as the first word of a name. */
  private static boolean isSecret(List<OptionAtomContext> atoms, int index) {
    return index > 0 && atoms.get(index).getStart().getType() == SqlGrammar.SECRET;
  }

  private OptionValue value(List<OptionAtomContext> atoms) {
    Position position = tree.position(atoms.get(0));
    Token first = atoms.get(0).getStart();
    if (atoms.get(0).optionNested() != null) {
      expectEnd(atoms, 1);
      return new OptionValue.Values(
          atoms.get(0).optionNested().optionItem().stream()
              .map(item -> value(item.optionAtom()))
              .toList(),
          position);
    }
    Expression literal = literal(atoms);
    if (literal != null) {
      return new OptionValue.Constant(literal, position);
    }
    boolean more = atoms.size() > 1 && atoms.get(1).DOT() == null;
    if (first.getType() == SqlGrammar.SECRET && more) {
      return new OptionValue.Secret(dottedName(atoms.subList(1, atoms.size())), position);
    }
    // FOR '1h', INTERVAL '1h'
    if (more && (first.getType() == SqlGrammar.FOR || first.getType() == SqlGrammar.INTERVAL)) {
      return value(atoms.subList(1, atoms.size()));
    }
    return new OptionValue.Name(dottedName(atoms), position);
  }

  private @Nullable Expression literal(List<OptionAtomContext> atoms) {
    OptionAtomContext first = atoms.get(0);
    Position position = tree.position(first);
    boolean signed = first.MINUS() != null || first.PLUS() != null;
    if (signed && atoms.size() > 1 && atoms.get(1).NUMBER() != null) {
      expectEnd(atoms, 2);
      String digits = TreeBuilder.value(atoms.get(1).getStart());
      return new NumberLiteral(first.MINUS() != null ? "-" + digits : digits, position);
    }
    Expression literal =
        switch (first.getStart().getType()) {
          case SqlGrammar.STRING ->
              new StringLiteral(TreeBuilder.value(first.getStart()), position);
          case SqlGrammar.STAR -> new StringLiteral("*", position);
          case SqlGrammar.NUMBER ->
              new NumberLiteral(TreeBuilder.value(first.getStart()), position);
          case SqlGrammar.TRUE -> new BooleanLiteral(true, position);
          case SqlGrammar.FALSE -> new BooleanLiteral(false, position);
          case SqlGrammar.NULL -> new NullLiteral(position);
          default -> null;
        };
    if (literal != null) {
      expectEnd(atoms, 1);
    }
    return literal;
  }

  private QualifiedName dottedName(List<OptionAtomContext> atoms) {
    List<Identifier> parts = new ArrayList<>();
    for (int i = 0; i < atoms.size(); i++) {
      OptionAtomContext atom = atoms.get(i);
      boolean word = atom.keywordOrName() != null || atom.QUOTED_IDENTIFIER() != null;
      if (i % 2 == 0 ? !word : atom.DOT() == null) {
        throw tree.unexpected(atom);
      }
      if (word) {
        parts.add(tree.identifier(atom.getStart()));
      }
    }
    if (atoms.size() % 2 == 0) {
      throw tree.unexpected(tree.tokenAfter(atoms.get(atoms.size() - 1)));
    }
    return new QualifiedName(parts, tree.position(atoms.get(0)));
  }

  private void expectEnd(List<OptionAtomContext> atoms, int size) {
    if (atoms.size() > size) {
      throw tree.unexpected(atoms.get(size));
    }
  }
}
