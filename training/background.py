"""`python -m training.background`: corpus -> the ordinary sentences that types of users' own are learned against.

Every n-th sentence, whatever it reports, marks taken out. A user's type has twenty sentences; what news
sounds like otherwise it must be told.
"""

from __future__ import annotations

from pathlib import Path

from training.corpus import read_corpus

COUNT = 250
TARGET = Path("src/tidings/coding/data/background.txt")


def main() -> None:
    """Write the sentences, in the order of the corpus."""
    texts = [record.text for record in read_corpus()]
    step = len(texts) // COUNT
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(texts[step // 2 :: step][:COUNT]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
