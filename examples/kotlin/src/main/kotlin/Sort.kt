import dev.signet.inference.Classifier
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.listDirectoryEntries
import kotlin.system.exitProcess

/** The pictures of a folder by their class; those that the model had better not answer are apart. */
fun sort(model: Path, folder: Path): Map<String, List<Path>> =
    Classifier.open(model).use { classifier ->
        folder.listDirectoryEntries()
            .filter { it.extension in setOf("jpg", "jpeg", "png") }
            .groupBy { classifier.predict(it).answer() }
    }

fun main(arguments: Array<String>) {
    val (model, folder) = arguments.map(Path::of)
    sort(model, folder).forEach { (answer, pictures) ->
        println("$answer: ${pictures.joinToString { it.fileName.toString() }}")
    }
    exitProcess(0)
}
