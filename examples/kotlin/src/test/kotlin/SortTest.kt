import java.awt.image.BufferedImage
import java.nio.file.Path
import javax.imageio.ImageIO
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class SortTest {
    @Test
    fun `every picture is in one group`(@TempDir folder: Path) {
        for (name in listOf("a.png", "b.png")) {
            val black = BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB)
            ImageIO.write(black, "png", folder.resolve(name).toFile())
        }
        val model = Path.of("../../testing/src/main/resources/golden/model-v2.safetensors")
        val sorted = sort(model, folder)
        assertEquals(listOf(2), sorted.values.map { it.size })
    }
}
