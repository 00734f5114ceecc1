package dev.signet.studio.project;

import static dev.signet.studio.project.Sentence.Kind.CONFLICT;
import static dev.signet.studio.project.Sentence.Kind.FULL;
import static dev.signet.studio.project.Sentence.Kind.MISSING;
import static dev.signet.studio.project.Sentence.Kind.REFUSED;

import dev.signet.Text;
import java.util.Locale;

/** What the studio says when something cannot be done, in the languages of its pages. */
public enum Sentence {
  NO_CLASS(MISSING, "there is no class '%s' any more", "类别“%s”已不存在"),
  NO_PICTURE(MISSING, "there is no picture '%s' in '%s' any more", "“%2$s”中已没有图片“%1$s”"),
  CLASS_THERE(CONFLICT, "there is a class '%s' already; choose another name", "已有类别“%s”,请换一个名称"),
  NAME_EMPTY(REFUSED, "a class needs a name", "类别需要一个名称"),
  NAME_LONG(REFUSED, "a name may have %d characters", "名称最多 %d 个字符"),
  NAME_CHARACTERS(
      REFUSED,
      "a name becomes a folder's: it may not begin or end with a dot or a space, nor hold any of %s",
      "名称会成为文件夹名:不能以点或空格开头或结尾,也不能包含 %s"),
  NAME_TAKEN(
      REFUSED,
      "'%s' is what Signet or the system calls a folder of its own; choose another name",
      "“%s”是 Signet 或系统自用的文件夹名,请换一个名称"),
  ORDER(CONFLICT, "the classes have changed meanwhile; look again", "类别已有变化,请再看一次"),
  OUTSIDE(REFUSED, "'%s' is a link that leads out of the project", "“%s”是指向项目之外的链接"),
  UNREADABLE(REFUSED, "%s", "%s"),
  MANY(
      REFUSED,
      "the project has %,d pictures, and no more are taken; pack them or begin another project",
      "项目已有 %,d 张图片,不再接受更多;请另建项目"),
  DISK(
      FULL,
      "the disk is full; nothing was lost. Free some space and try again",
      "磁盘已满,没有丢失任何内容。请腾出空间后重试"),
  WRITE(FULL, "%s", "无法写入:%s"),
  NOTHING_TO_UNDO(CONFLICT, "there is nothing to undo", "没有可撤销的操作"),
  FEW_CLASSES(
      REFUSED,
      "a training needs pictures of two classes at least, and %d has some",
      "训练至少需要两个类别有图片,现在只有 %d 个"),
  FEW_PICTURES(
      REFUSED,
      "class '%s' has %d picture; a training needs two of each, one to learn from and one to be judged by",
      "类别“%s”只有 %d 张图片;每类至少需要两张,一张学习、一张评估"),
  NO_RUN(MISSING, "there is no training '%s'", "没有训练“%s”"),
  NO_MODEL(CONFLICT, "'%s' has no model yet", "“%s”还没有模型"),
  UNDER_WAY(CONFLICT, "'%s' is under way already", "“%s”已在进行中"),
  NO_FORMAT(MISSING, "there is no format '%s'", "没有格式“%s”"),
  NO_PROPOSAL(MISSING, "this is not proposed any more; look again", "这条建议已不存在,请再看一次"),
  NOT_JUDGED(CONFLICT, "'%s' was not judged; train it to its end", "“%s”未经评估,请让训练进行到底"),
  NO_PICTURE_IN_BODY(REFUSED, "the request holds no picture", "请求中没有图片"),
  MANY_MODELS(REFUSED, "at most %d models answer side by side", "最多可同时使用 %d 个模型"),
  COMMAND(REFUSED, "%s", "命令失败:%s");

  private final Kind kind;
  private final String english;
  private final String chinese;

  /** What is wrong: what HTTP has different numbers for. */
  public enum Kind {
    MISSING,
    CONFLICT,
    REFUSED,
    FULL
  }

  Sentence(Kind kind, String english, String chinese) {
    this.kind = kind;
    this.english = english;
    this.chinese = chinese;
  }

  Kind kind() {
    return kind;
  }

  String in(Locale language, Object... values) {
    boolean inChinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    if (inChinese && this == UNREADABLE) {
      return PictureReason.chinese(String.valueOf(values[0]));
    }
    if (inChinese && this == COMMAND) {
      return Text.of(chinese, CommandReason.chinese(String.valueOf(values[0])));
    }
    return Text.of(inChinese ? chinese : english, values);
  }
}
