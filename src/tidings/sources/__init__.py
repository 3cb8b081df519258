"""What a user points at -> Pages: files, folders, globs, stdin and URLs; one small file a kind of content.

`find` turns names into files and URLs, `fetch` asks servers (of the open net alone), `unpack` undoes
gzip and zstd and holds limits, `kinds` says by the content what a source is, and the file of each kind
makes pages of it.
"""

from tidings.sources.find import measure
from tidings.sources.jsonl import json_object
from tidings.sources.kinds import KINDS, recognise
from tidings.sources.read import read_sources

__all__ = ["KINDS", "json_object", "measure", "read_sources", "recognise"]
