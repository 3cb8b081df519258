"""What a user points at -> Pages: files, folders, globs and stdin; one small file a kind of content.

`find` turns names into files, `unpack` opens them (gzip undone, limits held), `kinds` says by the
content what a file is, and `html`, `text` and `jsonl` make pages of it.
"""

from tidings.sources.jsonl import json_object
from tidings.sources.kinds import KINDS, recognise
from tidings.sources.read import read_sources

__all__ = ["KINDS", "json_object", "read_sources", "recognise"]
