"""The shipped directory, read and indexed when this module is: once, in the process that all short lives fork from."""

from __future__ import annotations

from bench.matching import ROOT, build_release

RELEASE = build_release(ROOT / "directory_data")
