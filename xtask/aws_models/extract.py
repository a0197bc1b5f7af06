"""Writes the facts of AWS service models as text, one file per service.

Usage: extract.py OUT CURRENT [RETIRED ...]

CURRENT and RETIRED are folders that hold an unpacked botocore. A service that only a RETIRED folder holds is written
with its version and marked; the first folder that holds it wins. OUT must be empty. Names stand as the model spells
them; the prose of the models is never read. The same folders give the same bytes.

The format, one fact per line (`asl-aws-models` reads it in build/text.rs):

    service <id>                       the model's serviceId
    api <name> <version>               the model's folder and its API version
    reference <uid>                    under which AWS's API reference knows the service, where it says
    retired <botocore version>         only where the service is closed
    exception <shape>                  every error shape of the service
    operation <name> [deprecated]
     input <shape>
     output <shape>
     errors <shape> ...
    structure <name> [union] [eventstream]
     <member> <type> [required] [deprecated] [token]
    enum <name>
     <value>

A type is a scalar (`string`, `integer`, ...), the name of a structure or enum, `[type]` or `{key:type}`.
"""

import gzip
import json
import sys
from pathlib import Path

SCALARS = {"string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"}


def load(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def merge(into, extra):
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value


def models(root):
    """Yields (folder name, API version, model): the newest version of each folder, with botocore's additions."""
    for folder in sorted((root / "botocore" / "data").iterdir()):
        versions = sorted(path.parent.name for path in folder.glob("*/service-2.json*")) if folder.is_dir() else []
        if not versions:
            continue
        newest = folder / versions[-1]
        model = load(next(path for path in sorted(newest.glob("service-2.json*"))))
        for extra in sorted(newest.glob("service-2.sdk-extras.json*")):
            merge(model, load(extra).get("merge", {}))
        yield folder.name, versions[-1], model


class Facts:
    """The facts of one model: the operations and every shape that they reach."""

    def __init__(self, model):
        self.shapes = model["shapes"]
        self.operations = model["operations"]
        self.structures = {}
        self.enums = {}

    def type_of(self, name, above=()):
        """The type expression of a shape; `above` is the chain of lists and maps around it."""
        if name in above:
            raise ValueError(f"{name} contains itself without a structure between")
        shape = self.shapes[name]
        kind = shape["type"]
        if kind == "structure":
            if shape.get("document"):
                return "document"
            self.add_structure(name, shape)
            return name
        if kind == "list":
            return "[" + self.type_of(shape["member"]["shape"], (*above, name)) + "]"
        if kind == "map":
            inner = (*above, name)
            key, value = shape["key"]["shape"], shape["value"]["shape"]
            return "{" + self.type_of(key, inner) + ":" + self.type_of(value, inner) + "}"
        if kind == "string" and shape.get("enum"):
            self.enums[name] = shape["enum"]
            return name
        if kind == "blob" and shape.get("streaming"):
            return "stream"
        if kind not in SCALARS:
            raise ValueError(f"{name} has the unknown type {kind}")
        return kind

    def add_structure(self, name, shape):
        if name not in self.structures:
            self.structures[name] = None
            self.pending.append((name, shape))

    def member_line(self, name, member, required):
        kind = self.type_of(member["shape"])
        if kind == "blob" and member.get("streaming"):
            kind = "stream"
        flags = [
            flag
            for flag, is_set in (
                ("required", name in required),
                ("deprecated", member.get("deprecated")),
                ("token", member.get("idempotencyToken")),
            )
            if is_set
        ]
        return " ".join([f" {name}", kind, *flags])

    def lines(self):
        """Every line after the head, operations first."""
        out = []
        self.pending = []
        exceptions = {name for name, shape in self.shapes.items() if shape.get("exception")}
        for operation in self.operations.values():
            exceptions.update(error["shape"] for error in operation.get("errors", []))
        out.extend(f"exception {name}" for name in sorted(exceptions))
        for name, operation in sorted(self.operations.items()):
            out.append(f"operation {name}" + (" deprecated" if operation.get("deprecated") else ""))
            for side in ("input", "output"):
                if side in operation:
                    out.append(f" {side} {self.type_of(operation[side]['shape'])}")
            errors = sorted({error["shape"] for error in operation.get("errors", [])})
            if errors:
                out.append(" ".join([" errors", *errors]))
        while self.pending:
            name, shape = self.pending.pop()
            required = set(shape.get("required", []))
            head = f"structure {name}" + "".join(f" {flag}" for flag in ("union", "eventstream") if shape.get(flag))
            self.structures[name] = [
                head,
                *(self.member_line(key, member, required) for key, member in shape.get("members", {}).items()),
            ]
        for name in sorted(self.structures):
            out.extend(self.structures[name])
        for name, values in sorted(self.enums.items()):
            out.append(f"enum {name}")
            out.extend(f" {value}" for value in values)
        return out


def version_of(root):
    (info,) = root.glob("botocore-*.dist-info")
    return info.name.removeprefix("botocore-").removesuffix(".dist-info")


def main(out, roots):
    seen = set()
    for index, root in enumerate(roots):
        for folder, api_version, model in models(root):
            service = model["metadata"]["serviceId"]
            # One service is published under two folder names; the first in order stands for both.
            if service in seen:
                continue
            seen.add(service)
            head = [f"service {service}", f"api {folder} {api_version}"]
            if "uid" in model["metadata"]:
                head.append(f"reference {model['metadata']['uid']}")
            if index:
                head.append(f"retired {version_of(root)}")
            path = out / f"{folder}.txt"
            if path.exists():
                raise ValueError(f"{path.name} would hold two services")
            path.write_text("\n".join(head + Facts(model).lines()) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
