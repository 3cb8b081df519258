"""Folders and object stores, by one face: pyarrow's file systems (local, s3://, gs://, abfs://, hdfs://)."""

from __future__ import annotations

import os
import re
from typing import Any

from tidings.errors import UsageError

__all__ = ["exists", "is_store", "join", "list_files", "open_store", "write_whole"]

_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_store(name: str) -> bool:
    """Say whether a name is one of an object store and no path of this machine.

    Args:
        name: what the user wrote.
    """
    return bool(_SCHEME.match(name))


def open_store(name: str) -> tuple[Any, str]:
    """Give the file system of a path or URI, and the path in it.

    Args:
        name: a path, or a URI of an object store.

    Raises:
        UsageError: pyarrow is not installed, or knows no such store.
    """
    try:
        from pyarrow import fs
    except ImportError as error:
        raise UsageError("--engine ray needs pyarrow: pip install 'tidings[ray]'") from error
    if not is_store(name):
        return fs.LocalFileSystem(), os.path.realpath(name)
    try:
        system, path = fs.FileSystem.from_uri(name)
    except (OSError, ValueError, NotImplementedError) as error:
        raise UsageError(f"{name}: {error}") from error
    return system, path


def join(folder: str, *names: str) -> str:
    """Join a path of a store.

    Args:
        folder: the folder.
        names: what stands below it.
    """
    return "/".join((folder.rstrip("/"), *names))


def exists(system: Any, path: str) -> bool:
    """Say whether there is a file.

    Args:
        system: the file system.
        path: the path in it.
    """
    from pyarrow import fs

    return bool(system.get_file_info(path).type == fs.FileType.File)


def list_files(name: str) -> list[tuple[str, int]]:
    """Give every file below a URI of an object store, sorted, each as a URI with its bytes.

    Args:
        name: the URI.
    """
    from pyarrow import fs

    system, path = open_store(name)
    root = system.get_file_info(path)
    found = [root] if root.type == fs.FileType.File else system.get_file_info(fs.FileSelector(path, recursive=True))
    scheme = name.split("://", 1)[0]
    files = [(f"{scheme}://{info.path.lstrip('/') if scheme != 'file' else info.path}", info) for info in found]
    return sorted((uri, info.size) for uri, info in files if info.type == fs.FileType.File)


def write_whole(system: Any, path: str, data: bytes) -> None:
    """Write a file that is there whole or not at all.

    Args:
        system: the file system.
        path: the path in it.
        data: its bytes.
    """
    # An object store takes an object whole; on a disk it is put in place once it is.
    target = f"{path}.{os.getpid()}.new" if system.type_name == "local" else path
    with system.open_output_stream(target) as out:
        out.write(data)
    if target != path:
        system.move(target, path)
