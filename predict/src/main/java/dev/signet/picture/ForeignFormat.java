package dev.signet.picture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people take for pictures and is not read, told by its content: it is named, with advice. */
enum ForeignFormat {
  HEIC("a HEIC picture", "save it as JPEG (iPhone: Settings, Camera, Formats, Most Compatible)"),
  AVIF("an AVIF picture", Advice.CONVERT),
  JPEG_XL("a JPEG XL picture", Advice.CONVERT),
  JPEG_2000("a JPEG 2000 picture", Advice.CONVERT),
  SVG("an SVG drawing", Advice.DRAW),
  PDF("a PDF document", "save its page as JPEG or PNG"),
  POSTSCRIPT("a PostScript document", "save its page as JPEG or PNG"),
  VIDEO("a video", "save one of its frames as JPEG or PNG"),
  RAW("a camera's raw picture", "develop it and save it as JPEG"),
  PHOTOSHOP("a Photoshop document", Advice.CONVERT),
  ICON("an icon", Advice.CONVERT),
  NETPBM("a PPM, PGM or PBM picture", Advice.CONVERT),
  OPEN_EXR("an OpenEXR picture", Advice.CONVERT),
  RADIANCE("a Radiance HDR picture", Advice.CONVERT),
  DDS("a DDS texture", Advice.CONVERT),
  QOI("a QOI picture", Advice.CONVERT),
  HTML("a web page, not a picture", "download the picture itself"),
  ARCHIVE("an archive", "unpack it"),
  LFS("a pointer of Git LFS, not the picture", "fetch it with git lfs pull");

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");

  private final String what;
  private final String advice;

  ForeignFormat(String what, String advice) {
    this.what = what;
    this.advice = advice;
  }

  /** Such as "a HEIC picture, which is not read; save it as JPEG". */
  String sentence() {
    return what.contains(", not ")
        ? "%s; %s".formatted(what, advice)
        : "%s, which is not read; %s".formatted(what, advice);
  }

  static Optional<ForeignFormat> of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1);
    if (head.startsWith("ftyp", 4)) {
      return Optional.of(ofBrands(head));
    }
    if (TiffHeader.isCameraRaw(bytes)) {
      return Optional.of(RAW);
    }
    return ofMagic(head).or(() -> ofText(head));
  }

  /** ISO's container holds pictures and films alike: its brands say which. */
  private static ForeignFormat ofBrands(String head) {
    int length = Math.min(head.length(), Math.max(16, head.charAt(2) << 8 | head.charAt(3)));
    String brands = head.substring(Math.min(8, head.length()), length);
    String major = brands.substring(0, Math.min(4, brands.length()));
    if (major.equals("crx ")) {
      return RAW;
    }
    if (brands.contains("avif") || brands.contains("avis")) {
      return AVIF;
    }
    boolean picture = major.equals("mif1") || major.equals("msf1") || HEIC_BRANDS.contains(major);
    return picture ? HEIC : VIDEO;
  }

  private static Optional<ForeignFormat> ofMagic(String head) {
    for (Magic magic : Magic.ALL) {
      if (head.startsWith(magic.bytes, magic.at)) {
        return Optional.of(magic.format);
      }
    }
    boolean netpbm =
        head.length() > 2
            && head.charAt(0) == 'P'
            && "1234567Ff".indexOf(head.charAt(1)) >= 0
            && Character.isWhitespace(head.charAt(2));
    return netpbm ? Optional.of(NETPBM) : Optional.empty();
  }

  private static Optional<ForeignFormat> ofText(String head) {
    String text = head.toLowerCase(Locale.ROOT);
    if (text.contains("<svg")) {
      return Optional.of(SVG);
    }
    return text.contains("<!doctype html") || text.contains("<html")
        ? Optional.of(HTML)
        : Optional.empty();
  }

  /** Sentences that several formats share; an enum's constants come before its own. */
  private static final class Advice {
    static final String CONVERT = "save it as JPEG or PNG";
    static final String DRAW = "draw it into a PNG";
  }

  /** Bytes by which a format is known. */
  private record Magic(ForeignFormat format, int at, String bytes) {
    static final List<Magic> ALL =
        List.of(
            new Magic(JPEG_XL, 0, "\u00ff\n"),
            new Magic(JPEG_XL, 4, "JXL \r\n\u0087\n"),
            new Magic(JPEG_2000, 4, "jP  \r\n\u0087\n"),
            new Magic(JPEG_2000, 0, "\u00ffO\u00ffQ"),
            new Magic(PDF, 0, "%PDF-"),
            new Magic(POSTSCRIPT, 0, "%!PS"),
            new Magic(POSTSCRIPT, 0, "\u00c5\u00d0\u00d3\u00c6"),
            new Magic(VIDEO, 0, "\u001aE\u00df\u00a3"),
            new Magic(VIDEO, 8, "AVI "),
            new Magic(VIDEO, 0, "\0\0\u0001\u00ba"),
            new Magic(VIDEO, 0, "\0\0\u0001\u00b3"),
            new Magic(VIDEO, 0, "FLV\u0001"),
            new Magic(VIDEO, 4, "moov"),
            new Magic(VIDEO, 4, "mdat"),
            new Magic(RAW, 0, "FUJIFILMCCD-RAW"),
            new Magic(RAW, 0, "IIRO"),
            new Magic(RAW, 0, "IIRS"),
            new Magic(RAW, 0, "IIU\0"),
            new Magic(PHOTOSHOP, 0, "8BPS"),
            new Magic(ICON, 0, "\0\0\u0001\0"),
            new Magic(ICON, 0, "\0\0\u0002\0"),
            new Magic(ICON, 0, "icns"),
            new Magic(OPEN_EXR, 0, "v/1\u0001"),
            new Magic(RADIANCE, 0, "#?R"),
            new Magic(DDS, 0, "DDS "),
            new Magic(QOI, 0, "qoif"),
            new Magic(ARCHIVE, 0, "PK\u0003\u0004"),
            new Magic(ARCHIVE, 0, "\u001f\u008b"),
            new Magic(ARCHIVE, 0, "7z\u00bc\u00af"),
            new Magic(ARCHIVE, 0, "Rar!"),
            new Magic(LFS, 0, "version https://git-lfs"));
  }
}
