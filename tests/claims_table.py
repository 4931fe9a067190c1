"""Where each claim of the essay is taught, practised and assessed: ``python tests/claims_table.py``.

The table comes from the tags of the modules' cells, and stands in the author's guide between two marks. Run without
words it writes the table there; a test holds the two against each other.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "course" / "guides" / "author.md"
KINDS = ("teaches", "practises", "assesses")
BEGIN, END = "<!-- claims: begin -->", "<!-- claims: end -->"


def places() -> dict[str, dict[str, list[str]]]:
    """For each claim and each kind of place the modules, in their order."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((ROOT / "course").glob("[0-9][0-9]-*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for kind, claims in cell["metadata"].get("manyhats", {}).items():
                for claim in claims:
                    modules = found.setdefault(claim, {one: [] for one in KINDS})[kind]
                    if path.stem not in modules:
                        modules.append(path.stem)
    return found


def table(claims: dict[str, str]) -> str:
    """The table as Markdown.

    Args:
        claims: the text of each claim by its id, in the order of the rows.
    """
    found = places()
    rows = ["| claim | in short | taught in | practised in | assessed in |", "|---|---|---|---|---|"]
    for claim, text in claims.items():
        cells = [", ".join(f"[{name[:2]}](../{name}.ipynb)" for name in found[claim][kind]) for kind in KINDS]
        rows.append(f"| {claim} | {text} | {' | '.join(cells)} |")
    return "\n".join(rows)


def in_guide() -> str:
    """The table as it stands in the guide."""
    return re.split(f"{BEGIN}\n|\n{END}", GUIDE.read_text(encoding="utf-8"))[1]


def main() -> None:
    """Write the table into the guide."""
    from manyhats.content.claims import claims

    text = GUIDE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    made = table({claim.id: claim.text for claim in claims().values()})
    GUIDE.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
