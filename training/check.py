"""`python -m training.check`: validates every line of the corpus and counts what it holds."""

from __future__ import annotations

import sys
from collections import Counter

from tidings.ontology import TYPES
from training.corpus import CORPUS, BadLine, Record, read_line


def main() -> int:
    """Check the corpus; the exit status is 1 where a line breaks the form."""
    records: list[Record] = []
    faults: list[str] = []
    for path in sorted(CORPUS.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                records.append(read_line(line, f"{path.name}:{number}"))
            except BadLine as error:
                faults.append(str(error))
    doubles = [text for text, count in Counter(r.text.casefold() for r in records).items() if count > 1]
    faults += [f"written twice: {text[:80]}" for text in doubles]
    for fault in faults:
        print(fault)
    types = Counter(act.type for record in records for act in record.acts)
    none = sum(not record.acts for record in records)
    print(f"{len(records)} sentences, {none} without an act, {sum(types.values())} acts, {len(faults)} faults")
    print(", ".join(f"{name} {types[name]}" for name in TYPES))
    modes = Counter((act.type, mode) for record in records for act in record.acts for mode in act.modes)
    print("; ".join(f"{type}/{mode} {count}" for (type, mode), count in sorted(modes.items())))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
