package dev.signet.studio.project;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a picture was not read, in Chinese: the sentences of the decoder that people meet; of what is
 * not here, the English one stays.
 */
final class PictureReason {
  private static final Map<Pattern, String> KNOWN =
      Map.of(
          Pattern.compile("is an empty file"), "这是空文件",
          Pattern.compile("is not a picture that can be read"),
              "不是可读取的图片;需要 JPEG、PNG、BMP、GIF、WebP 或 TIFF",
          Pattern.compile("is a damaged (\\w+) picture: it ends too early"), "$1 图片不完整,请替换或移除",
          Pattern.compile("is a damaged (\\w+) picture: (?!it ends)"), "$1 图片已损坏,请替换或移除",
          Pattern.compile("is a (\\w+) picture of a kind"), "不支持这种 $1 图片,请另存为 PNG 或 JPEG",
          Pattern.compile("is an? (.+?)(?: picture| document| drawing)?, which is not read"),
              "不支持 $1,请另存为 JPEG 或 PNG",
          Pattern.compile("has (\\d+ x \\d+) pixels"), "像素太多($1),请缩小");

  private PictureReason() {}

  /** The sentence in Chinese, where it is known. */
  static String chinese(String english) {
    for (Map.Entry<Pattern, String> each : KNOWN.entrySet()) {
      Matcher matcher = each.getKey().matcher(english);
      if (matcher.find()) {
        return matcher.groupCount() == 0
            ? each.getValue()
            : each.getValue().replace("$1", matcher.group(1));
      }
    }
    return english;
  }
}
