"""A run on a Ray cluster: files are dealt into shards, and each shard becomes a part of a Parquet archive."""

from tidings.cluster.run import PartOutcome, run_cluster

__all__ = ["PartOutcome", "run_cluster"]
