"""Says how the check does, in figures: ``python -m manyhats.reflection.evaluate [--cered FOLDER]``.

On the samples: what each kind of answer earns, how often genuine ones are flagged, what attacks get through, and
whether strong answers stand above weak ones. On the labelled sentences: agreement with readers by element, from
cross-validation, as it was when the weights were made. With the public CEReD data, on its validation sentences.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from manyhats.reflection import elements
from manyhats.reflection.assess import HELD_CREDIT, assess
from manyhats.reflection.assessment import Assessment
from manyhats.reflection.rubric import load_rubric
from manyhats.reflection.samples import ATTACKS, GENUINE, WEAK, made, prose_rubrics, written

_WHERE = (
    "For the figures on CEReD get the folder data/sentences/en of github.com/EduMUNI/reflection-classification "
    "(files en_train.tsv and en_val.tsv) and call this with --cered FOLDER. The data is not part of the course."
)


def of_samples() -> dict[str, dict[str, list[Assessment]]]:
    """Assess every sample: for each prompt, for each kind, the results."""
    found: dict[str, dict[str, list[Assessment]]] = {}
    for prompt_id in prose_rubrics():
        rubric = load_rubric(prompt_id)
        kinds = found.setdefault(prompt_id, {})
        for sample in [*written(prompt_id), *made(prompt_id)]:
            kinds.setdefault(sample.kind, []).append(assess(sample.text, rubric))
    return found


def table(found: dict[str, dict[str, list[Assessment]]]) -> str:
    """A line for each kind, and the three figures that the check aims at."""
    lines = [
        f"{'kind of answer':28}{'answers':>8}{'credit':>8}{'least':>7}{'most':>6}{'flagged':>9}{'held':>7}"
    ]
    for kind in (*GENUINE, *WEAK, *ATTACKS):
        results = [one for kinds in found.values() for one in kinds.get(kind, ())]
        scores = [one.score for one in results]
        lines.append(
            f"{kind:28}{len(results):8}{_mean(scores):8.2f}{min(scores):7.2f}{max(scores):6.2f}"
            f"{_mean(bool(one.flags) for one in results):9.1%}{_mean(one.held for one in results):7.1%}"
        )
    genuine, attacks = _of(found, GENUINE), _of(found, ATTACKS)
    pairs = [
        strong.score > weak.score
        for kinds in found.values()
        for strong, weak in product(kinds["strong"], [one for kind in WEAK for one in kinds[kind]])
    ]
    return "\n".join(
        [
            *lines,
            f"genuine answers flagged: {_mean(bool(one.flags) for one in genuine):.1%} of {len(genuine)}",
            f"attacks that earn more than a quarter: {_mean(one.score > HELD_CREDIT for one in attacks):.1%} of {len(attacks)}",
            f"strong above weak of the same prompt: {_mean(pairs):.1%} of {len(pairs)} pairs",
        ]
    )


def _of(found: dict[str, dict[str, list[Assessment]]], kinds: Iterable[str]) -> list[Assessment]:
    return [one for by_kind in found.values() for kind in kinds for one in by_kind.get(kind, ())]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="python -m manyhats.reflection.evaluate", description=__doc__)
    parser.add_argument("--cered", type=Path, help="the folder with CEReD's en_val.tsv")
    folder = parser.parse_args(arguments).cered
    print(f"Samples, which the authors of the course wrote\n{table(of_samples())}")
    print(f"\nElements, by cross-validation\n{elements.load_model().report}\n")
    if folder is None:
        print(_WHERE)
        return 0
    if not (folder / "en_val.tsv").is_file():
        print(f"There is no en_val.tsv in {folder}. {_WHERE}", file=sys.stderr)
        return 1
    from manyhats.reflection.sentence_model import load_model
    from manyhats.reflection.train import Judged, read, report

    model = load_model()
    judged = [Judged(row, model.probabilities(row.names), model) for row in read(folder / "en_val.tsv")]
    print(report("CEReD, validation sentences", judged))
    return 0


if __name__ == "__main__":
    sys.exit(main())
