package dev.signet.cli.options;

import dev.signet.cli.console.CommandBase;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;

/** What the article prints of its data. */
public final class DataDescription {
  private DataDescription() {}

  public static void print(CommandBase command, DataParts data) {
    ImageSource train = data.train();
    command.say("The number of train set: %d", train.size());
    data.validation()
        .ifPresent(part -> command.say("The number of validation set: %d", part.size()));
    data.test().ifPresent(part -> command.say("The number of test set: %d", part.size()));
    command.say(
        "The shape of train set(x): [%d, 3, %d, %d]",
        train.size(), train.pictureSize().height(), train.pictureSize().width());
    command.say("The shape of train set(y): [%d]", train.size());
    command.say("The number of class: %d", train.classes().size());
  }
}
