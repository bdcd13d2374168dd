package dev.tidewater.coordinator.execute;

import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/** A plan's text as JSON: each line an object with its operator, and its inputs in a list. */
final class PlanJson {
  private static final int INDENT = 2;

  private PlanJson() {}

  private record Node(String operator, int depth, List<Node> inputs) {
    Jsonb json() {
      TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
      members.put("operator", new JsonString(operator));
      members.put("inputs", new JsonArray(inputs.stream().map(Node::json).toList()));
      return new JsonObject(members);
    }
  }

  /**
   * @param text a line for each operator, its inputs below it and two spaces further right
   */
  static String of(String text) {
    Node root = new Node("", -1, new ArrayList<>());
    Deque<Node> above = new ArrayDeque<>();
    above.push(root);
    for (String line : text.lines().toList()) {
      String operator = line.stripLeading();
      int depth = (line.length() - operator.length()) / INDENT;
      while (above.size() > 1 && above.element().depth() >= depth) {
        above.pop();
      }
      Node node = new Node(operator, depth, new ArrayList<>());
      above.element().inputs().add(node);
      above.push(node);
    }
    List<Jsonb> roots = root.inputs().stream().map(Node::json).toList();
    return roots.size() == 1 ? roots.get(0).toString() : new JsonArray(roots).toString();
  }
}
