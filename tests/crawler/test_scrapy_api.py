"""Only Scrapy's public interface is used: a release may change everything else without a word."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import crawler

FOLDER = Path(crawler.__file__).parent
FOREIGN = ("scrapy", "twisted")
PYTHONS_OWN = ("_abc_impl", "_replace")
"""Of abstract classes and of named tuples."""
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages([str(FOLDER)], "crawler.")
    if ".templates" not in module.name
]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PYTHONS_OWN


def test_no_class_overrides_a_private_part_of_scrapy() -> None:
    overriding = {
        f"{cls.__module__}.{cls.__name__}.{name} of {base.__name__}"
        for module in MODULES
        for cls in vars(module).values()
        if inspect.isclass(cls) and cls.__module__ == module.__name__
        for base in cls.__mro__
        if base.__module__.startswith(FOREIGN)
        for name in {*vars(cls), *cls.__annotations__} & {*vars(base)}
        if is_private(name)
    }
    assert overriding == set()


def test_no_private_name_is_imported_from_scrapy() -> None:
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FOREIGN):
                parts = [*(node.module or "").split("."), *(name.name for name in node.names)]
                assert not any(map(is_private, parts)), f"{path.name}:{node.lineno}"


def test_no_private_attribute_of_another_object_is_read() -> None:
    """Own classes may: a classmethod that fills what it makes."""
    read = set()
    for path in FOLDER.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = {
            name
            for node in ast.walk(tree)
            for name in (
                [node.attr] if isinstance(node, ast.Attribute) and _is_self(node.value) else []
            )
            + ([node.target.id] if _is_declared(node) else [])  # type: ignore[attr-defined]
        }
        read |= {
            f"{path.name}:{node.lineno} {node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and is_private(node.attr)
            and not _is_self(node.value)
            and node.attr not in own
        }
    assert read == set()


def _is_self(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in ("self", "cls")


def _is_declared(node: ast.AST) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
