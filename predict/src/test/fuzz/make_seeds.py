"""Makes the small files that the fuzzers of both readers start from (docs/reliability.md).

    python3 predict/src/test/fuzz/make_seeds.py

takes some of the committed fixtures of torch.save and clears the checksums in their ZIP directories,
which the reader then does not look at: otherwise nearly every change would be caught by a checksum
before it met the code behind it. The safetensors files are written here.
"""
import json
import pathlib
import struct

here = pathlib.Path(__file__).parent
fixtures = here.parent / "resources" / "torch"


def without_checksums(data):
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 16 : at + 20] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 1)
    return data


def safetensors(name, tensors, metadata=None):
    header, data = ({"__metadata__": metadata} if metadata else {}), b""
    for key, (dtype, shape, content) in tensors.items():
        header[key] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, ensure_ascii=False).encode()
    (here / "safetensors" / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


for name in ("1.13/nothing.pt", "1.13/views.pt", "1.13/parameters.pt", "1.13/untyped.pt", "1.13/big_endian.pt",
             "1.13/model.pt", "1.13/legacy.pth", "1.13/legacy_views.pth", "1.13/legacy_protocol4.pth",
             "1.13/attributes.pt", "2.15/legacy_negative.pth",
             "1.13/refused/legacy_sparse.pth", "1.13/refused/legacy_channels.pth",
             "1.13/refused/legacy_meta.pth"):
    content = without_checksums(bytearray((fixtures / name).read_bytes()))
    (here / "torch" / name.split("/")[-1]).write_bytes(content)
safetensors("one", {"w": ("F32", [2, 2], bytes(16))})
safetensors("notes", {"w": ("I64", [], bytes(8))}, {"format": "pt", "größe": "\"\\\n重"})
safetensors("types", {t: (t, [1, n], bytes(n * size)) for t, n, size in
                      (("F64", 1, 8), ("F16", 3, 2), ("BF16", 1, 2), ("U8", 0, 1), ("BOOL", 4, 1))})
safetensors("nothing", {})
