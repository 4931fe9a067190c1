"""Trains the weights of the word order gate on CEReD-English and prints how well it does in cross-validation.

Where the data is to be had: see ``train.py``. Needs scikit-learn, which only tests/requirements.txt installs::

    python -m manyhats.reflection.train_word_order --cered FOLDER

Every sentence stands against shuffles of its own words, so only their order can tell them apart. The same is
done with its second-language, verb-last and note forms, so that these count as good. Sentences that share a
passage of a diary stay in one fold; the answers that are tested are passages of the fold that was left out.
"""

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec

from manyhats.reflection import disturbances
from manyhats.reflection.train import SOURCE, groups, read
from manyhats.reflection.word_order import WEIGHTS, Weights, classes_of, order_score, pairs, token_sentences

_STRENGTH = 0.05  # inverse of the regularisation
_KEPT = 4500  # pairs of classes; more no longer fit into 60 kB
_FEWEST = 6  # times that a pair must be met
_FOLDS = 5
_LEAST = -1  # hundredths for each word; genuine prose reaches 4 and more
_LEAST_IN_NOTES = -5  # the lowest notes reach -3
_ALLOWANCE = 150  # as much as 30 words at the limit: a single line is never called shuffled on little
_SHORTEST = 4  # tokens of a sentence that is worth shuffling

Sentence = list[str]
Pair = tuple[str, str, int]


def examples(passages: Sequence[str], draw: Random) -> Iterator[tuple[Sentence, bool]]:
    """Sentences with usual word order (True) and as many shuffles of the same words (False)."""
    sentences = sorted({tuple(one) for text in passages for one in token_sentences(text)})
    for kept in sentences:
        sentence = list(kept)
        forms = [
            sentence,
            disturbances.second_language(sentence, draw, 0.5),
            disturbances.as_notes(sentence, draw),
            disturbances.verb_last(sentence),
        ]
        for form in forms:
            if len(form) >= _SHORTEST:
                yield form, True
                yield _mixed(form, draw), False
    for text in passages[::2]:
        whole = token_sentences(text)
        for sentence, mixed in zip(whole, disturbances.shuffled_throughout(whole, draw), strict=True):
            yield sentence, True
            yield mixed, False


def _mixed(sentence: Sentence, draw: Random) -> Sentence:
    window = draw.choice((None, None, 4, 0))
    return (
        disturbances.alternated(sentence, draw)
        if window == 0
        else disturbances.shuffled(sentence, draw, window)
    )


def fit(passages: Sequence[str], seed: int) -> Weights:
    """Logistic regression over counted pairs; those that matter are fitted again and rounded."""
    drawn = [(Counter(pairs(classes_of(one))), good) for one, good in examples(passages, Random(seed))]
    met: Counter[Pair] = Counter(pair for counted, _ in drawn for pair in counted)
    first = _regress(drawn, {pair for pair, count in met.items() if count >= _FEWEST})
    order = sorted(first, key=lambda pair: (-abs(first[pair]) * math.sqrt(met[pair]), pair))
    near: dict[str, dict[str, int]] = {}
    far: dict[str, dict[str, int]] = {}
    for (one, other, apart), weight in sorted(_regress(drawn, set(order[:_KEPT])).items()):
        if round(100 * weight):
            (near if apart == 1 else far).setdefault(one, {})[other] = round(100 * weight)
    return Weights(
        about="Weights of the word order gate; made by python -m manyhats.reflection.train_word_order.",
        source=SOURCE,
        near=near,
        far=far,
        least=_LEAST,
        least_in_notes=_LEAST_IN_NOTES,
        allowance=_ALLOWANCE,
    )


def _regress(drawn: Sequence[tuple[Counter[Pair], bool]], kept: set[Pair]) -> dict[Pair, float]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    names = {" ".join(map(str, pair)): pair for pair in sorted(kept)}
    spelt = {pair: name for name, pair in names.items()}
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        {spelt[pair]: count for pair, count in counted.items() if pair in spelt} for counted, _ in drawn
    )
    rows.indices, rows.indptr = rows.indices.astype("int32"), rows.indptr.astype("int32")  # liblinear's own
    model = LogisticRegression(
        C=_STRENGTH, solver="liblinear", fit_intercept=False, max_iter=60, tol=1e-2, random_state=0
    )
    model.fit(rows, [good for _, good in drawn])
    return {names[name]: float(model.coef_[0][number]) for name, number in vectorizer.vocabulary_.items()}


def answers(passages: Sequence[str], draw: Random) -> Iterator[str]:
    """Passages joined to answers of 60 to 200 words or so."""
    taken: list[str] = []
    aim = draw.randrange(60, 180)
    for text in passages:
        taken.append(text)
        if sum(len(one.split()) for one in taken) >= aim:
            yield " ".join(taken)
            taken, aim = [], draw.randrange(60, 180)


Disturbance = Callable[[list[Sentence], Random], list[Sentence]]


def _each(change: Callable[..., Sentence], **settings: float) -> Disturbance:
    """A change of one sentence, made to all of an answer."""
    return lambda sentences, draw: [change(sentence, draw, **settings) for sentence in sentences]


GENUINE: dict[str, Disturbance] = {
    "as written": lambda sentences, _: sentences,
    **{
        f"second language, {rate:.0%} errors, {swaps:.0%} swaps": _each(
            disturbances.second_language, rate=rate, swaps=swaps
        )
        for rate, swaps in ((0.1, 0.01), (0.3, 0.03), (0.5, 0.05), (0.8, 0.05), (0.5, 0.1))
    },
    "verb last": lambda sentences, _: [disturbances.verb_last(sentence) for sentence in sentences],
    "notes": _each(disturbances.as_notes),
}
SHUFFLES: dict[str, Disturbance] = {
    "shuffled throughout": disturbances.shuffled_throughout,
    "shuffled in each sentence": _each(disturbances.shuffled),
    "shuffled, function words in turn": _each(disturbances.alternated),
    **{f"shuffled among {window}": _each(disturbances.shuffled, window=window) for window in (6, 4, 3)},
}


def report(judged: Sequence[tuple[str, Weights]]) -> str:
    """For each disturbance how many answers are flagged, and the score for each word that most reach.

    Args:
        judged: answers, each with weights that were fitted without it.
    """
    lines = [f"{'of ' + str(len(judged)) + ' answers':44} flagged | score a word: 1%, 50%, 99%"]
    for name, change in {**GENUINE, **SHUFFLES}.items():
        draw, flagged, scores = Random(7), 0, []
        for answer, weights in judged:
            text = disturbances.written(change(token_sentences(answer), draw))
            score, count, least = order_score(text, weights)
            flagged += score < least * count - weights.allowance
            scores.append(score / max(1, count))
        scores.sort()
        shown = (scores[int(part * (len(scores) - 1))] for part in (0.01, 0.5, 0.99))
        lines.append(
            f"{name:44} {flagged / len(judged):7.2%} | " + " ".join(f"{score:6.1f}" for score in shown)
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Cross-validate, fit on all training passages, write the weights; report."""
    parser = argparse.ArgumentParser(prog="python -m manyhats.reflection.train_word_order")
    parser.add_argument("--cered", type=Path, required=True, help="the folder with en_train.tsv, en_val.tsv")
    parser.add_argument("--validation", action="store_true", help="report on the validation passages too")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where the weights are written")
    options = parser.parse_args(arguments)
    rows = read(options.cered / "en_train.tsv")
    group = groups(rows)
    fold = {number: place % _FOLDS for place, number in enumerate(sorted(set(group)))}
    judged = []
    for left_out in range(_FOLDS):
        seen = [row.context for row, one in zip(rows, group, strict=True) if fold[one] != left_out]
        unseen = [row.context for row, one in zip(rows, group, strict=True) if fold[one] == left_out]
        weights = fit(seen, left_out)
        judged += [(answer, weights) for answer in answers(unseen, Random(left_out))]
    print("Cross-validation on the training passages\n" + report(judged))
    weights = fit([row.context for row in rows], _FOLDS)
    options.to.write_bytes(msgspec.json.encode(weights) + b"\n")
    if options.validation:
        passages = [row.context for row in read(options.cered / "en_val.tsv")]
        print("\nValidation passages\n" + report([(one, weights) for one in answers(passages, Random(0))]))


if __name__ == "__main__":
    main()
