package example;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
    properties = "signet.model=../../testing/src/main/resources/golden/model-v2.safetensors")
@AutoConfigureMockMvc
@AutoConfigureMetrics
class PredictControllerTest {
  @Autowired MockMvc web;

  @Test
  void uploadIsAnswered() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
    web.perform(multipart("/predict").file(file(png.toByteArray())))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.classes.length()").value(3))
        .andExpect(jsonPath("$.classes[0].probability").isNumber());
    web.perform(get("/actuator/prometheus"))
        .andExpect(content().string(containsString("predictions_seconds_count")));
  }

  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    web.perform(multipart("/predict").file(file("no picture".getBytes())))
        .andExpect(status().is(422))
        .andExpect(jsonPath("$.detail").isNotEmpty());
  }

  @Test
  void healthSaysWhetherTheModelAnswers() throws Exception {
    web.perform(get("/actuator/health"))
        .andExpect(jsonPath("$.status").value("UP"))
        .andExpect(jsonPath("$.components.model.details.arithmetic").isNotEmpty());
  }

  private static MockMultipartFile file(byte[] bytes) {
    return new MockMultipartFile("picture", "picture.png", "image/png", bytes);
  }
}
