"""The status pages: what the desk says now on each subject, as static files that need no script and no server."""
