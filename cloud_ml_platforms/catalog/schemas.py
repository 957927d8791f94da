"""JSON Schemas of the data files, made from the models: editors validate while a contributor types."""

from __future__ import annotations

import json
import sys

from cloud_ml_platforms.catalog.load import data_files, known_in
from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.model.known import Known, with_known
from cloud_ml_platforms.paths import DATA

SINGULAR = {"capabilities": "capability"}


def data_schemas() -> dict[str, str]:
    """Return the text of every schema by its file name."""
    known = known_in(DATA) or Known((), (), (), ())
    return {
        f"{schema_name(data_path)}.schema.json": json.dumps(
            with_known(model.model_json_schema(by_alias=True), known), indent=1, sort_keys=True
        )
        + "\n"
        for data_path, model in data_files().items()
    }


def schema_name(data_path: str) -> str:
    """Return the name of a schema by the path of its files: `capability`, `limits`, `lifecycle`, `samples`."""
    name = data_path.partition("/")[0].removesuffix(".yml")
    return SINGULAR.get(name, name)


def write_schemas() -> int:
    """Write the schemas to data/schemas/."""
    folder = DATA / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in data_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def schema_faults() -> list[Fault]:
    """Return a fault for every schema that is not what the models and the data's ids make today."""
    folder = DATA / "schemas"
    return [
        Fault(f"data/schemas/{name}", 1, "", "a schema that is stale", "what `make schemas` writes")
        for name, text in data_schemas().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def check_schemas() -> int:
    """Return 1 and say which when a schema is stale."""
    faults = schema_faults()
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0
