package dev.signet.studio.project;

/**
 * What a program said went wrong, in both languages of the pages: a page changes its language
 * without asking again.
 *
 * @param en as the program said it
 * @param zh the same in Chinese, where it is known; else as it is
 */
public record Words(String en, String zh) {
  /** Why a picture cannot be read. */
  public static Words ofPicture(String english) {
    return new Words(english, PictureReason.chinese(english));
  }

  /** Why a command has failed. */
  public static Words ofCommand(String english) {
    return new Words(english, CommandReason.chinese(english));
  }
}
