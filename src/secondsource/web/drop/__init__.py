"""The sources' drop: its own process, reaching neither the store nor the desk.

A plain ASGI application without framework, cookie or script. What arrives is sealed while it arrives: this process
holds the members' recipients only, and its disk never sees a readable byte. See docs/decisions/0011-the-drop.md.
"""
