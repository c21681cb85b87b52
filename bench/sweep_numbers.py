"""The numbers of extraction and cleaning: found in the source, set to another value."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.earlier import REPOSITORY

if TYPE_CHECKING:
    from types import ModuleType

ROOMS = ("crawler/extract", "transforms/clean")
FACTORS, BOUND_FACTORS = (0.5, 0.75, 1.5, 2.0), (0.5, 2.0)
KINDS = {"TEXT", "COMMENT", "MENU", "BOX", "MATCHED_KIND", "WIDE_KIND"}
"""Numbers that name something (node types, kinds): no quantities."""


class Constant(NamedTuple):
    module: str
    name: str
    value: float
    told: str
    """What the code says of it: the string below it."""

    def tried(self) -> list[float]:
        """Values to try, ascending, its own among them; shares stay shares.

        Of a bound half and double only.
        """
        values = {self.value}
        for factor in FACTORS if not self.name.startswith("MAX_") else BOUND_FACTORS:
            value = self.value * factor
            if isinstance(self.value, int):
                value = max(1, round(value))
            elif self.value <= 1:
                value = min(1.0, round(value, 3))
            values.add(value)
        return sorted(values)


def constants() -> list[Constant]:
    """Every numeric constant of the rooms, by module and line."""
    found = []
    for room in ROOMS:
        for path in sorted((REPOSITORY / room).glob("*.py")):
            module = f"{room.replace('/', '.')}.{path.stem}"
            body = ast.parse(path.read_text(encoding="utf-8")).body
            for node, after in zip(body, [*body[1:], None], strict=False):
                for name, value in assigned(node):
                    if name not in KINDS:
                        found.append(Constant(module, name, value, told_by(after)))
    return found


def assigned(node: ast.stmt) -> list[tuple[str, float]]:
    """(NAME, number) of an assignment at a module's top."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return []
    target, value = node.targets[0], node.value
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    values = value.elts if isinstance(value, ast.Tuple) and len(names) > 1 else [value]
    return [
        (name.id, number)
        for name, part in zip(names, values, strict=False)
        if isinstance(name, ast.Name) and (number := number_of(part)) is not None
    ]


def number_of(node: ast.expr) -> float | None:
    """Of a literal, or of literals multiplied."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        one, two = number_of(node.left), number_of(node.right)
        return None if one is None or two is None else one * two
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def told_by(node: ast.stmt | None) -> str:
    is_told = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    text = node.value.value if is_told else ""  # type: ignore[union-attr]
    return " ".join(text.split()) if isinstance(text, str) else ""


def unnamed() -> list[tuple[str, float]]:
    """(module:line, number) of numbers above two inside functions."""
    found = []
    for room in ROOMS:
        for path in sorted((REPOSITORY / room).glob("*.py")):
            for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(function, ast.FunctionDef):
                    continue
                for node in ast.walk(function):
                    number = number_of(node) if isinstance(node, ast.Constant) else None
                    if number is not None and (number > 2 or number % 1):
                        found.append((f"{room}/{path.name}:{node.lineno}", number))  # type: ignore[attr-defined]
    return sorted(set(found))


def with_value(constant: Constant, value: float) -> None:
    """Set it in its module and wherever its very name was imported from there; forget caches."""
    importlib.import_module(constant.module)
    for name, module in list(sys.modules.items()):
        if not name.startswith(("crawler.", "transforms.")):
            continue
        is_own = name == constant.module
        if is_own or imports(module, constant):
            setattr(module, constant.name, value)
        for held in list(vars(module).values()):
            if hasattr(held, "cache_clear"):
                held.cache_clear()


def imports(module: ModuleType, constant: Constant) -> bool:
    source = importlib.import_module(constant.module)
    file = getattr(module, "__file__", None)
    if file is None or not hasattr(module, constant.name) or module is source:
        return False
    wanted = f"from {constant.module} import"
    lines = Path(file).read_text(encoding="utf-8").split(wanted)[1:]
    return any(constant.name in line.split(")")[0].split("\n\n")[0] for line in lines)
