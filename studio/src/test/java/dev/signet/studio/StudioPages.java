package dev.signet.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.server.config.NetworkConfig;
import dev.signet.studio.project.Project;
import dev.signet.studio.training.Launcher;
import dev.signet.testing.TestBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A studio of an empty project and a window on it for each test; no page may complain. */
@SuppressWarnings("NullAway") // set before each test
@Tag("browser")
abstract class StudioPages {
  static final Launcher NOTHING = new Launcher(List.of("sh", "-c", "exit 3", "signet"));

  static TestBrowser browser;
  @TempDir Path home;
  Path folder;
  Project project;
  StudioServer studio;
  BrowserContext context;

  @BeforeAll
  static void startBrowser() {
    browser =
        TestBrowser.start("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) { // else there was none
      browser.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    browser.complaints().clear();
    folder = Files.createDirectories(home.resolve("hands"));
    project = Project.open(folder);
    studio = StudioServer.start(NetworkConfig.DEFAULT.withPort(0), project, NOTHING);
    context = browser.window(ColorScheme.LIGHT, 1200, 900);
  }

  @AfterEach
  void stop() {
    context.close();
    studio.close();
    project.close();
    browser.complaints().removeIf(StudioPages::isLatePicture);
    assertThat(browser.complaints()).isEmpty();
  }

  /** Pictures may be asked for when they or their class have just gone elsewhere. */
  private static boolean isLatePicture(String complaint) {
    return complaint.contains("404") && complaint.contains("/v1/project/picture");
  }
}
