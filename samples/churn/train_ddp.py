"""The same question for many GPUs: one process each, found by environment variables."""

# --8<-- [start:folders]
import argparse
import hashlib
import os
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from features import FEATURES, TARGET, rows_of, vector
from torch.nn.functional import binary_cross_entropy_with_logits
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


def folder(*names, default):
    """The first folder that the platform names; Vertex AI mounts gs:// under /gcs/."""
    found = next((os.environ[name] for name in names if os.environ.get(name)), default)
    return found.replace("gs://", "/gcs/")


train = folder("SM_CHANNEL_TRAIN", default="/opt/ml/input/data/train")
model = folder("SM_MODEL_DIR", "AIP_MODEL_DIR", default="/opt/ml/model")
checkpoints = folder("AIP_CHECKPOINT_DIR", default="/opt/ml/checkpoints")
parser = argparse.ArgumentParser()
parser.add_argument("--train", default=train)
parser.add_argument("--model", default=model)
parser.add_argument("--checkpoints", default=checkpoints)
parser.add_argument("--epochs", type=int, default=20)
parser.add_argument("--git_commit", default="unknown")
args = parser.parse_known_args()[0]
# --8<-- [end:folders]

# --8<-- [start:data]
gpu = torch.cuda.is_available()
# RANK, WORLD_SIZE, MASTER_ADDR come from the launcher
dist.init_process_group("nccl" if gpu else "gloo")
device = torch.device(f"cuda:{os.environ['LOCAL_RANK']}" if gpu else "cpu")

rows = list(rows_of(args.train))
x = torch.tensor(np.nan_to_num([vector(row) for row in rows]), dtype=torch.float32)
y = torch.tensor([float(row[TARGET]) for row in rows])
# of the same code and rows, or the checkpoint is another run's
made_of = [args.git_commit, hashlib.sha256(x.numpy().tobytes()).hexdigest()]
# saved with the network, which is worth nothing without them; a constant column stays 0
mean, std = x.mean(0), x.std(0).clamp_min(1e-6)
data = TensorDataset((x - mean) / std, y)
sampler = DistributedSampler(data, seed=7)  # every process sees its own part
loader = DataLoader(data, batch_size=256, sampler=sampler)
# --8<-- [end:data]

# --8<-- [start:train]
network = torch.nn.Sequential(
    torch.nn.Linear(len(FEATURES), 64), torch.nn.ReLU(), torch.nn.Linear(64, 1)
).to(device)
network = DistributedDataParallel(network)
optimizer = torch.optim.AdamW(network.parameters())
saved, first = Path(args.checkpoints) / "state.pt", 0
# every process reads the same file, so all go on from the same epoch
state = {}
if saved.is_file():
    state = torch.load(saved, map_location=device, weights_only=True)
if state.get("made_of") == made_of:
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    first = state["epoch"] + 1

for epoch in range(first, args.epochs):
    sampler.set_epoch(epoch)  # without it every epoch has the same order
    for inputs, wanted in loader:
        optimizer.zero_grad()
        found = network(inputs.to(device))[:, 0]
        loss = binary_cross_entropy_with_logits(found, wanted.to(device))
        loss.backward()  # gradients are averaged over all machines here
        optimizer.step()
    if dist.get_rank() == 0:  # one writer
        saved.parent.mkdir(parents=True, exist_ok=True)
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
        state |= {"epoch": epoch, "made_of": made_of}
        torch.save(state, saved.with_suffix(".new"))
        saved.with_suffix(".new").replace(saved)
        print(f"epoch={epoch} loss={loss.item():.4f}", flush=True)

if dist.get_rank() == 0:
    Path(args.model).mkdir(parents=True, exist_ok=True)
    whole = {"network": network.module.state_dict(), "mean": mean, "std": std}
    torch.save(whole, Path(args.model) / "model.pt")
dist.destroy_process_group()
# --8<-- [end:train]
