"""Whether pictures can be kept as evidence, for the doctor."""

from __future__ import annotations

from pathlib import Path

from bot.evidence_folder import EvidenceFolder
from bot.findings import Finding

TOPIC = "evidence"


async def evidence_finding(folder: Path) -> Finding:
    """How many pictures the folder holds and has room for, or what keeps it from being written."""
    state = await EvidenceFolder(folder).examine()
    if state.trouble:
        hint = "Let Segar write there, or set SEGAR_EVIDENCE_FOLDER to another folder."
        return Finding(
            TOPIC, f"{state.path} can't be written: {state.trouble}. {hint}", missing=True
        )
    noun = "picture" if state.pictures == 1 else "pictures"
    kept = f"{state.pictures} {noun}, {state.size / 10**6:.1f} MB, in {state.path}"
    return Finding(TOPIC, f"{kept}; {state.room / 10**9:.1f} GB are free.")
