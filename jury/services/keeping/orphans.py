"""Files that no row names: what a crash left behind, or a refusal that came late."""

from datetime import datetime, timedelta

from jury.storage.exhibits import find_named_blobs
from jury.storage.files.blobs import FOLDERS, drop_files, list_old_blobs

# Longer than any transaction waits for what was prepared for it.
GRACE = timedelta(days=1)


def remove_orphans(*, real: datetime) -> int:
    """Remove old orphans from one folder of blobs, the next one every minute.

    By turns, so that a run stays short however much is kept. `real` is the real time:
    files do not follow the clock of a sandbox.
    """
    folder = int(real.timestamp() // 60) % FOLDERS
    old = list_old_blobs(folder, before=real - GRACE)
    named = find_named_blobs(old)
    orphans = [name for name in old if name not in named]
    drop_files(folder, orphans)
    return len(orphans)
