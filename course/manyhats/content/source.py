"""A content file as YAML: its value, the line of every part of it, and sentences for what is wrong with it.

Loaded only where a file is new, changed or wrong: the YAML parser alone costs a kernel 12 ms.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
import yaml

from manyhats.content.errors import ContentError

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster


@dataclass(frozen=True)
class Source:
    """A parsed file: the plain value of it, and the tree that knows the lines."""

    path: Path
    value: Any
    root: yaml.Node

    def line(self, at: str) -> int:
        """The line of a place such as ``$.nodes[0].text``, or of the last part of it that exists."""
        return int(_node_at(self.root, at).start_mark.line) + 1

    def sentence(self, error: msgspec.ValidationError, schema: Any) -> str:
        """What a schema's error means for the author: file, line and mend."""
        return _schema_sentence(str(error), self.root, self.path, schema)


def parse(path: Path) -> Source:
    """Parse a YAML file.

    Raises:
        ContentError: the file can't be read, is empty, is not YAML or repeats a key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: can't be read ({error}). Save it as UTF-8 text.") from error
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise ContentError(f"{path}:1: the file is empty. Start from a neighbour in the same folder.")
        _refuse_repeated_keys(root, path)
        return Source(path, loader.construct_document(root), root)
    except yaml.YAMLError as error:
        raise ContentError(_yaml_sentence(error, path)) from error
    finally:
        loader.dispose()


def _refuse_repeated_keys(node: yaml.Node, path: Path) -> None:
    """YAML keeps the last of two equal keys in silence, which loses an author's text."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                raise ContentError(
                    f"{path}:{line}: the key “{key.value}” stands twice (first on line {seen[key.value]}). "
                    "Keep one of them."
                )
            seen[key.value] = line
            _refuse_repeated_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(item, path)


def _yaml_sentence(error: yaml.YAMLError, path: Path) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or "this is not YAML"
    return f"{path}:{line}: {problem}. Look at the indentation, and put quotes round text that holds “: ” or “#”."


_EXPECTED = re.compile(r"^Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`$")
_ENUM = re.compile(r"^Invalid enum value ['\"]?(?P<word>.*?)['\"]?$", re.DOTALL)
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a set of keys",
    "null": "nothing",
}
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<key>.*?)`(?: - at `(?P<at>.*)`)?$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<key>.*?)`(?: - at `(?P<at>.*)`)?$", re.DOTALL)
_OTHER = re.compile(r"^(?P<what>.*?)(?: - at `(?P<at>.*)`)?$", re.DOTALL)


def _schema_sentence(message: str, root: yaml.Node, path: Path, schema: Any) -> str:
    """Turn msgspec's message, which ends in a path such as ``$.nodes[0].text``, into file, line and mend."""
    if found := _UNKNOWN.match(message):
        node = _node_at(root, found["at"] or "$")
        close = difflib.get_close_matches(found["key"], _field_names(schema), n=1)
        mend = f"Did you mean “{close[0]}”?" if close else "Take it out, or look for a typing error."
        return (
            f"{path}:{_line_of_key(node, found['key'])}: the key “{found['key']}” is not known here. {mend}"
        )
    if found := _MISSING.match(message):
        node = _node_at(root, found["at"] or "$")
        return f"{path}:{node.start_mark.line + 1}: the key “{found['key']}” is missing here. Add it."
    found = _OTHER.match(message)
    what, at = (found["what"], found["at"]) if found else (message, None)
    node = _node_at(root, at or "$")
    key = (re.findall(r"\.([^.\[\]]+)", at or "") or [""])[-1]
    return f"{path}:{node.start_mark.line + 1}: {_value_sentence(what, key, schema)}"


def _value_sentence(what: str, key: str, schema: Any) -> str:
    """What is wrong with a value, and how to mend it, in an author's words."""
    place = f"at “{key}”" if key else "at the top of the file"
    if found := _EXPECTED.match(what):
        wanted, got = found["wanted"].split(" | "), found["got"]
        mend = " Put it in quotes." if "str" in wanted and got in ("int", "float", "bool") else ""
        kinds = " or ".join(_KINDS.get(kind, kind) for kind in wanted)
        return f"{place} stands {_KINDS.get(got, got)}, and {kinds} is wanted.{mend}"
    if found := _ENUM.match(what):
        words = _words_for(key, schema)
        close = difflib.get_close_matches(found["word"], words, n=1)
        mend = f"Did you mean “{close[0]}”?" if close else f"Write one of these: {', '.join(words)}."
        return f"{place} stands “{found['word']}”. {mend}"
    return f"{place}: {what}."


def _line_of_key(node: yaml.Node, name: str) -> int:
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if key.value == name:
                return int(key.start_mark.line) + 1
    return int(node.start_mark.line) + 1


def _node_at(root: yaml.Node, at: str) -> yaml.Node:
    """Walk ``$.a[0].b`` as far as it leads; ``[...]`` stands for any key, so the walk stops there."""
    node = root
    for name, index in re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", at):
        if index and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value):
            node = node.value[int(index)]
        elif name and isinstance(node, yaml.MappingNode):
            match = [value for key, value in node.value if key.value == name]
            if not match:
                break
            node = match[0]
        else:
            break
    return node


def _field_names(schema: Any) -> list[str]:
    """Every field name that may stand anywhere in a file of this schema, for “did you mean”."""
    return sorted({name for name, _ in _fields(schema)})


def _words_for(key: str, schema: Any) -> list[str]:
    """The words that may stand at a key of this name."""
    kinds = [kind for name, kind in _fields(schema) if name == key]
    return [str(word) for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for word in kind]


def _fields(schema: Any) -> Iterator[tuple[str, Any]]:
    """Name and type of every field of a schema and of the schemas within it."""
    todo, seen = [schema], set()
    while todo:
        kind = todo.pop()
        todo.extend(getattr(kind, "__args__", ()))
        if kind in seen or not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
            continue
        seen.add(kind)
        for field in msgspec.structs.fields(kind):
            yield field.encode_name, field.type
            todo.append(field.type)
