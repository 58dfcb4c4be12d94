"""What an original PDF holds that has no way into its clean copy."""

from __future__ import annotations

import pikepdf

from secondsource.documents.cleaning.cleaned import Account

_CATALOG = {
    "/Metadata": "XMP block",
    "/Outlines": "bookmark tree",
    "/AcroForm": "form",
    "/OpenAction": "action",
    "/AA": "action",
    "/StructTreeRoot": "structure tree with alternative texts",
    "/OCProperties": "layer list",
    "/PieceInfo": "data of a program",
    "/Collection": "attachment list",
    "/AF": "attachment list",
    "/OutputIntents": "colour profile",
    "/PageLabels": "page labels",
    "/DSS": "signature data",
    "/Lang": "language setting",
}
_PAGE = {
    "/Annots": "annotation or link",
    "/Thumb": "preview picture",
    "/AA": "action",
    "/PieceInfo": "data of a program",
}


def tell(source: pikepdf.Pdf, data: bytes, account: Account) -> None:
    """Note what the original holds that has no way into the copy."""
    account.removed("document information (author, program, times)", len(source.docinfo.keys()))
    account.removed("earlier revision", max(0, data.count(b"startxref") - (2 if source.is_linearized else 1)))
    account.removed("attachment", len(source.attachments))
    for key, what in _CATALOG.items():
        account.removed(what, int(key in source.Root))
    names = source.Root.get("/Names", pikepdf.Dictionary())
    account.removed("action", int("/JavaScript" in names))
    for page in source.pages:
        for key, what in _PAGE.items():
            if key in page.obj:
                account.removed(what, len(page.obj[key]) if key == "/Annots" else 1)


def layers_off(source: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """Return the object numbers of the layers that are switched off when the file is opened."""
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return frozenset()
    default = properties.get("/D", pikepdf.Dictionary())
    off = {layer.objgen for layer in default.get("/OFF", pikepdf.Array([]))}
    if str(default.get("/BaseState")) == "/OFF":
        shown = {layer.objgen for layer in default.get("/ON", pikepdf.Array([]))}
        off |= {layer.objgen for layer in properties.get("/OCGs", pikepdf.Array([]))} - shown
    return frozenset(off)
