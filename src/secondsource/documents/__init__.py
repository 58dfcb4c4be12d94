"""Bytes of any kind become one report: readers, limits, and the confined process they run in."""

from secondsource.documents.folder import Progress, read_files, read_folder, refuse_unread
from secondsource.documents.limits import Limits
from secondsource.documents.listing import list_files
from secondsource.documents.opening import file_digest

__all__ = ["Limits", "Progress", "file_digest", "list_files", "read_files", "read_folder", "refuse_unread"]
