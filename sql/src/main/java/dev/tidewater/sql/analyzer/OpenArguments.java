package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.analyzer.OverloadResolver.Candidate;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Narrows overloads by guessing what arguments of open type are meant to be. */
final class OpenArguments {
  private final Coercion coercion;

  OpenArguments(Coercion coercion) {
    this.coercion = coercion;
  }

  List<Candidate> narrow(List<Candidate> candidates, List<SqlType> arguments) {
    List<Candidate> left = byCategory(candidates, arguments);
    return left.size() == 1 ? left : byKnownType(left, arguments);
  }

  /** Where all agree on a category, or text is possible, that category is meant. */
  private static List<Candidate> byCategory(List<Candidate> candidates, List<SqlType> arguments) {
    List<Candidate> left = candidates;
    for (int i = 0; i < arguments.size(); i++) {
      if (!Types.isUnknown(arguments.get(i))) {
        continue;
      }
      int position = i;
      TypeCategory category = categoryAt(candidates, position);
      if (category == null) {
        return candidates;
      }
      boolean anyPreferred =
          candidates.stream().anyMatch(c -> fits(c, position, category, Preference.PREFERRED));
      Preference preference = anyPreferred ? Preference.PREFERRED : Preference.NONE;
      left = left.stream().filter(c -> fits(c, position, category, preference)).toList();
    }
    return left.isEmpty() ? candidates : left;
  }

  private static @Nullable TypeCategory categoryAt(List<Candidate> candidates, int position) {
    Set<TypeCategory> categories =
        candidates.stream().map(c -> c.category(position)).collect(Collectors.toSet());
    if (categories.contains(TypeCategory.STRING)) {
      return TypeCategory.STRING;
    }
    return categories.size() == 1 ? categories.iterator().next() : null;
  }

  private enum Preference {
    NONE,
    /** Only the category's preferred type will do. */
    PREFERRED
  }

  private static boolean fits(
      Candidate candidate, int position, TypeCategory category, Preference preference) {
    return candidate.category(position) == category
        && (preference == Preference.NONE
            || (category != TypeCategory.POLYMORPHIC
                && TypeCategory.isPreferred(candidate.parameters().get(position))));
  }

  /** If all known arguments are of one type, the open ones are tried as of that type too. */
  private List<Candidate> byKnownType(List<Candidate> candidates, List<SqlType> arguments) {
    List<SqlType> known =
        arguments.stream().filter(t -> !Types.isUnknown(t)).map(Types::plain).distinct().toList();
    if (known.size() != 1) {
      return candidates;
    }
    SqlType assumed = known.get(0);
    List<Candidate> left =
        candidates.stream()
            .filter(
                c ->
                    c.parameters().stream()
                        .allMatch(p -> coercion.canCoerce(assumed, p, CastContext.IMPLICIT)))
            .toList();
    return left.size() == 1 ? left : candidates;
  }
}
