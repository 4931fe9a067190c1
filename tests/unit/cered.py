"""Files in the form of CEReD-English, for the scripts that train on it."""


def write_cered(folder, labelled):
    """The two files that the scripts read, of the same sentences.

    Args:
        folder: where they are written.
        labelled: each sentence with its label.
    """
    lines = ["idx\tcontext\tsentence\ty\tconfidence\ty_requires_context"]
    lines += [f"{n}\t{text}\t{text}\t{label}\t[5, 5]\t" for n, (text, label) in enumerate(labelled)]
    for name in ("en_train.tsv", "en_val.tsv"):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
