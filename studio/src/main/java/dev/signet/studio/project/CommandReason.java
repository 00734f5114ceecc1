package dev.signet.studio.project;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a command has failed, in Chinese: the sentences that people of the studio meet; of what is
 * not here, the English one stays.
 */
final class CommandReason {
  private static final List<CommandReason> KNOWN =
      List.of(
          of("(?i)no space left|quota|enough space", "磁盘已满;请腾出空间后重试"),
          of(
              "(?i)out of memory|takes about .+ GB of memory|heap space",
              "内存不足;请选择较小的图片或网络,或关闭其他程序"),
          of("is not a folder|is no folder|there is no folder", "项目文件夹已不存在"),
          of("has one class \\((.+)\\)", "只有一个有图片的类别(“$1”);至少需要两个"),
          of("class '?(.+?)'? has 1 picture", "类别“$1”只有 1 张图片;每类至少需要 2 张"),
          of("holds no pictures", "没有图片"),
          of("does not agree with the trained one", "导出的网络与训练好的不一致,因此没有保留"),
          of("int8 is calibrated on training pictures", "8 位整数需要用训练图片校准,但图片已不在原处"),
          of("cannot listen on \\S+ port (\\d+)", "端口 $1 已被占用或不允许使用"),
          of("cannot load (libtorch|ONNX Runtime)", "无法载入 $1;请检查缓存文件夹的可用空间"),
          of("cannot write (.+?): ", "无法写入 $1;请检查文件夹的权限"),
          of("folder (.+?) cannot be (?:written|used)", "无法写入文件夹 $1;请检查其权限"),
          of("cannot start (\\w+)", "无法启动 $1"),
          of("the export has failed; its log is (.+)", "导出失败,日志见 $1"),
          of("^the service has ended", "服务已结束"));

  private final Pattern english;
  private final String chinese;

  private CommandReason(Pattern english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  private static CommandReason of(String english, String chinese) {
    return new CommandReason(Pattern.compile(english), chinese);
  }

  /** The sentence in Chinese, where it is known. */
  static String chinese(String english) {
    return KNOWN.stream()
        .flatMap(it -> it.said(english).stream())
        .findFirst()
        .orElseGet(() -> ofPicture(english));
  }

  private Optional<String> said(String sentence) {
    Matcher matcher = english.matcher(sentence);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        matcher.groupCount() == 0 ? chinese : chinese.replace("$1", matcher.group(1)));
  }

  /** A picture that was not read is named before the reason. */
  private static String ofPicture(String english) {
    String reason = PictureReason.chinese(english);
    Matcher named = Pattern.compile("^(.+?) (?:is|has) ").matcher(english);
    return reason.equals(english) || !named.find() ? english : named.group(1) + ":" + reason;
  }
}
