# Checks the claims of a Signet model file with PyTorch alone: python3 verify.py [MODEL]
import base64, hashlib, json, os, sys, torch, torch.nn.functional as F
path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "@MODEL@")
raw = open(path, "rb").read()
start = 8 + int.from_bytes(raw[:8], "little")
head = json.loads(raw[8:start])
model = json.loads(head.pop("__metadata__")["signet"])
claims = model["claims"]; golden = claims["golden"]
data = {n: raw[start + t["data_offsets"][0] : start + t["data_offsets"][1]] for n, t in head.items()}
w = {n: torch.frombuffer(bytearray(data[n]), dtype=torch.float32).reshape(t["shape"]) for n, t in head.items() if t["dtype"] == "F32"}
conv = lambda x, n, stride=1: F.conv2d(x, w[n + ".weight"], w.get(n + ".bias"), stride, w[n + ".weight"].shape[2] // 2)
norm = lambda x, n: F.batch_norm(x, *(w[n + part] for part in (".running_mean", ".running_var", ".weight", ".bias")))
def block(x, n):
    stride, last, y = 2 if n.endswith(".0") and n != "layer1.0" else 1, 3 if n + ".conv3.weight" in w else 2, x
    for i in range(1, last + 1):
        y = norm(conv(F.relu(y) if i > 1 else y, f"{n}.conv{i}", stride if i == last - 1 else 1), f"{n}.bn{i}")
    if n + ".conv1x1.weight" in w: x = conv(x, n + ".conv1x1", stride)
    if n + ".downsample.0.weight" in w: x = norm(conv(x, n + ".downsample.0", stride), n + ".downsample.1")
    return F.relu(x + y)
x = torch.tensor(list(base64.b64decode(golden["pixels"]))).reshape(-1, golden["size"]["height"], golden["size"]["width"], 3) / 255
x = ((x - torch.tensor(model["preprocessing"]["mean"])) / torch.tensor(model["preprocessing"]["std"])).permute(0, 3, 1, 2)
stem, stem_norm = ("conv1.0", "conv1.1") if "conv1.0.weight" in w else ("conv1", "bn1")
x = F.max_pool2d(F.relu(norm(conv(x, stem, 2), stem_norm)), 3, 2, 1)
for n in [n[:-len(".conv1.weight")] for n in w if n.endswith(".conv1.weight")]: x = block(x, n)
logits, claimed = F.linear(x.mean((2, 3)), w["fc.weight"], w["fc.bias"]).flatten(), torch.tensor(golden["logits"])
sha = hashlib.sha256()
for n, t in head.items(): sha.update(f"{n} {t['dtype']} {t['shape']}\n".encode() + data[n])
parameters, gap = sum(t.numel() for n, t in w.items() if ".running_" not in n), (logits - claimed).abs().max().item()
holds = parameters == claims["parameters"] and sha.hexdigest() == claims["fingerprint"] and gap <= 1e-4 * max(1, claimed.abs().max().item())
print(f"parameters {parameters}, fingerprint {sha.hexdigest()}, largest difference of a logit {gap:.3g}:", "as claimed" if holds else "NOT AS CLAIMED")
sys.exit(0 if holds else 1)
