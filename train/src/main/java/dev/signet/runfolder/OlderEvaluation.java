package dev.signet.runfolder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings {@code evaluation.json} of before near copies were told from identical ones into today's
 * form. At that time only identical pictures were left out.
 */
final class OlderEvaluation {
  private OlderEvaluation() {}

  /** Changes what is of that time. */
  static void upgrade(ObjectNode evaluation) {
    if (evaluation.get("without_leaked") instanceof ObjectNode others && others.has("count")) {
      ObjectNode clean = others.objectNode();
      clean.put("identical", evaluation.path("count").asLong() - others.path("count").asLong());
      clean.put("near", 0);
      clean.set("others", others);
      evaluation.set("without_leaked", clean);
    }
    for (JsonNode error : evaluation.path("most_confident_errors")) {
      if (error instanceof ObjectNode picture && picture.has("leaked")) {
        boolean leaked = picture.remove("leaked").asBoolean();
        picture.put("leak", leaked ? "identical" : "none");
      }
    }
  }
}
