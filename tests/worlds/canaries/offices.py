"""Office files, pages and messages with a word in every slot."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
from tests.worlds.canaries.papers import picture
from tests.worlds.canaries.planted import VISIBLE, Planting

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, bytes | str], comment: bytes = b"") -> bytes:
    """Return a ZIP of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def letter(planting: Planting) -> bytes:
    """Return a DOCX with a word in every slot."""
    word = planting.word
    document = docx.Document()
    for name in ("author", "last_modified_by", "title", "subject", "keywords", "comments", "category"):
        setattr(document.core_properties, name, word(f"docx property {name}"))
    document.add_paragraph(VISIBLE)
    document.add_picture(io.BytesIO(picture(planting)))
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    body = bytes(parts["word/document.xml"]).decode()  # type: ignore[arg-type]  # read as bytes above
    extra = (
        f'<w:p w:rsidR="{word("docx rsid")}"><w:ins w:id="1" w:author="{word("docx inserter")}" w:date="2026-01-02T03:04:05Z"><w:r>'
        f'<w:t>kept</w:t></w:r></w:ins><w:del w:id="2" w:author="{word("docx deleter")}"><w:r><w:delText>{word("docx deletion")}</w:delText></w:r></w:del>'
        f'<w:r><w:rPr><w:vanish/></w:rPr><w:t>{word("docx hidden text")}</w:t></w:r><w:bookmarkStart w:id="3" w:name="{word("docx bookmark")}"/><w:bookmarkEnd w:id="3"/>'
        f'<w:hyperlink r:id="rIdLink" w:tooltip="{word("docx tooltip")}"><w:r><w:t>link</w:t></w:r></w:hyperlink>'
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR {word("docx field")}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:sdt><w:sdtPr><w:tag w:val="{word("docx control tag")}"/></w:sdtPr><w:sdtContent><w:r><w:t>inside</w:t></w:r></w:sdtContent></w:sdt>'
        f'<w:smartTag w:element="{word("docx smart tag")}"><w:r><w:t>smart</w:t></w:r></w:smartTag></w:p><!-- {word("docx xml comment")} -->'
    )
    body = body.replace("<w:sectPr", extra + "<w:sectPr", 1)
    body = body.replace(
        "<wp:docPr ", f'<wp:docPr descr="{word("docx alternative text")}" title="{word("docx picture title")}" ', 1
    )
    body = body.replace('name="Picture 1"', f'name="{word("docx picture name")}"')
    parts["word/document.xml"] = body
    relations = bytes(parts["word/_rels/document.xml.rels"]).decode()  # type: ignore[arg-type]
    link = f'<Relationship Id="rIdLink" Type="{_RELATION}/hyperlink" Target="https://x.example/{word("docx link")}" TargetMode="External"/>'
    comments = f'<Relationship Id="rIdC" Type="{_RELATION}/comments" Target="comments.xml"/>'
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", link + comments + "</Relationships>")
    parts["word/comments.xml"] = (
        f'<w:comments {_W}><w:comment w:id="0" w:author="{word("docx commenter")}"><w:p><w:r><w:t>{word("docx comment")}</w:t></w:r></w:p></w:comment></w:comments>'
    )
    parts["word/people.xml"] = f"<people>{word('docx people')}</people>"
    parts["customXml/item1.xml"] = f"<item>{word('docx custom xml')}</item>"
    parts["docProps/custom.xml"] = f"<p>{word('docx custom property')}</p>"
    parts["docProps/thumbnail.jpeg"] = picture(planting)
    parts["word/embeddings/oleObject1.bin"] = word("docx embedded file")
    parts["word/vbaProject.bin"] = word("docx macro")
    styles = bytes(parts["word/styles.xml"]).decode()  # type: ignore[arg-type]
    parts["word/styles.xml"] = styles.replace(
        "</w:styles>",
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{word("docx style id")}"><w:name w:val="{word("docx style name")}"/></w:style></w:styles>',
    )
    return zipped(parts, planting.word("docx archive comment").encode())


def workbook(planting: Planting) -> bytes:
    """Return an XLSX with a word in every slot."""
    word = planting.word
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheet = (
        f'<worksheet xmlns="{main}" xmlns:r="{_RELATION}"><cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        f'<c r="B1" t="str"><f>HYPERLINK("{word("xlsx formula")}")</f><v>7</v></c><c r="C1" t="inlineStr"><is><t>{word("xlsx hidden column")}</t></is></c></row>'
        f'<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>{word("xlsx hidden row")}</t></is></c></row></sheetData>'
        f'<dataValidations count="1"><dataValidation prompt="{word("xlsx prompt")}"/></dataValidations></worksheet>'
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_RELATION}"><fileSharing userName="{word("xlsx user")}"/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/><sheet name="{word("xlsx hidden sheet name")}" sheetId="2" state="hidden" r:id="rId2"/></sheets><definedNames><definedName name="{word("xlsx defined name")}">A1</definedName></definedNames></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_RELATION}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{word("xlsx hidden sheet")}</t></is></c></row></sheetData></worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{VISIBLE}</t></si><si><t>{word("xlsx deleted cell")}</t></si></sst>',
            "xl/comments1.xml": f"<comments>{word('xlsx comment')}</comments>",
            "xl/persons/person.xml": f"<p>{word('xlsx person')}</p>",
            "xl/externalLinks/externalLink1.xml": f"<p>{word('xlsx external link')}</p>",
            "xl/connections.xml": f"<p>{word('xlsx connection')}</p>",
            "docProps/app.xml": f"<p>{word('xlsx company')}</p>",
        }
    )


def slides(planting: Planting) -> bytes:
    """Return a PPTX with a word in every slot."""
    word = planting.word
    main, drawing = (
        "http://schemas.openxmlformats.org/presentationml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    )

    def slide(text: str, shown: str = "") -> str:
        return (
            f'<p:sld xmlns:p="{main}" xmlns:a="{drawing}" xmlns:r="{_RELATION}"{shown}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="{word("pptx shape name")}" descr="{word("pptx alternative text")}"/>'
            f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en"/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>'
        )

    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"/>',
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{main}" xmlns:r="{_RELATION}"><p:sldIdLst><p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{_RELATION}/slide" Target="slides/slide1.xml"/><Relationship Id="rId2" Type="{_RELATION}/slide" Target="slides/slide2.xml"/></Relationships>',
            "ppt/slides/slide1.xml": slide(VISIBLE),
            "ppt/slides/slide2.xml": slide(word("pptx hidden slide"), ' show="0"'),
            "ppt/notesSlides/notesSlide1.xml": slide(word("pptx speaker notes")),
            "ppt/comments/comment1.xml": f"<c>{word('pptx comment')}</c>",
            "ppt/commentAuthors.xml": f"<c>{word('pptx comment author')}</c>",
            "ppt/tags/tag1.xml": f"<c>{word('pptx tag')}</c>",
            "docProps/core.xml": f"<c>{word('pptx author')}</c>",
        }
    )


def open_text(planting: Planting) -> bytes:
    """Return an ODT with a word in every slot."""
    word = planting.word
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}"'
        for name, path in (
            ("office", "office:1.0"),
            ("text", "text:1.0"),
            ("style", "style:1.0"),
            ("draw", "drawing:1.0"),
            ("svg", "svg-compatible:1.0"),
        )
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:own="urn:own"><office:scripts><x>{word("odt script")}</x></office:scripts>'
        f'<office:automatic-styles><style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>'
        f"<text:tracked-changes><text:changed-region><text:deletion><dc:creator>{word('odt changer')}</dc:creator><text:p>{word('odt deletion')}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>{VISIBLE}<office:annotation><dc:creator>{word('odt commenter')}</dc:creator><text:p>{word('odt comment')}</text:p></office:annotation>"
        f'<text:span text:style-name="T9">{word("odt hidden text")}</text:span><text:a xlink:href="https://x.example/{word("odt link")}">link</text:a>'
        f'<text:bookmark text:name="{word("odt bookmark")}"/><text:hidden-text text:string-value="{word("odt conditional text")}"/>'
        f'<draw:frame draw:name="{word("odt frame name")}"><draw:image xlink:href="Pictures/a.jpg"/><svg:title>{word("odt picture title")}</svg:title><svg:desc>{word("odt alternative text")}</svg:desc></draw:frame>'
        f"<own:mark>{word('odt foreign mark')}</own:mark></text:p></office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": f"<m>{word('odt author')}</m>",
            "settings.xml": f"<m>{word('odt printer')}</m>",
            "Thumbnails/thumbnail.png": picture(planting, "PNG"),
            "Pictures/a.jpg": picture(planting),
            "Basic/Standard/Module1.xml": f"<m>{word('odt macro')}</m>",
            "Configurations2/accelerator/current.xml": word("odt settings"),
            "Versions/Version1": word("odt earlier version"),
            "META-INF/manifest.xml": f"<m>{word('odt manifest')}</m>",
        }
    )


def page(planting: Planting) -> bytes:
    """Return an HTML page with a word in every slot."""
    word = planting.word
    return (
        f'<!doctype html><!-- {word("html comment")} --><html><head><title>{word("html title")}</title><meta name="author" content="{word("html meta")}">'
        f'<script>var a="{word("html script")}"</script><style>/* {word("html style")} */</style><link rel="stylesheet" href="https://x.example/{word("html sheet")}"></head>'
        f'<body data-user="{word("html data attribute")}" onload="{word("html handler")}"><p id="{word("html id")}" class="{word("html class")}" title="{word("html tooltip")}">{VISIBLE}</p>'
        f'<p style="display:none">{word("html hidden")}</p><span hidden>{word("html hidden attribute")}</span><img src="https://x.example/{word("html beacon")}" alt="{word("html alternative text")}">'
        f'<a href="https://x.example/?u={word("html link")}">link</a><form><input value="{word("html form")}"></form><iframe src="//{word("html frame")}"></iframe>'
        f"<noscript>{word('html noscript')}</noscript><template>{word('html template')}</template></body></html>"
    ).encode()


def message(planting: Planting) -> bytes:
    """Return an e-mail with a word in every slot and a picture attached."""
    word = planting.word
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@harbour.example", "editor@harbour.example", "Minutes"
    mail["Date"] = "Tue, 03 Mar 2026 14:15:16 -0300"
    for name in (
        "Received",
        "X-Originating-IP",
        "X-Mailer",
        "Message-ID",
        "Reply-To",
        "DKIM-Signature",
        "Bcc",
        "In-Reply-To",
    ):
        mail[name] = (
            f"<{word(f'eml {name}')}@x.example>"
            if name in {"Message-ID", "In-Reply-To"}
            else f"{word(f'eml {name}')}@x.example"
        )
    mail.set_content(VISIBLE)
    mail.add_alternative(page(planting).decode(), subtype="html")
    mail.add_attachment(picture(planting), maintype="image", subtype="jpeg", filename=word("eml file name") + ".jpg")
    return mail.as_bytes()


def text(planting: Planting) -> bytes:
    """Return a Markdown text with a word in every slot."""
    word = planting.word
    return (
        f'---\nauthor: {word("md front matter")}\n---\n# Minutes\n\n{VISIBLE}\n\n<!-- {word("md comment")} -->\n[link](https://x.example/{word("md link")} "{word("md link title")}")\n'
        f'![{word("md alternative text")}](https://x.example/{word("md picture")})\n\n[1]: https://x.example/{word("md definition")}\n<div data-x="{word("md html")}">x</div>\n'
    ).encode()


def drawing(planting: Planting) -> bytes:
    """Return an SVG with a word in every slot."""
    word = planting.word
    return (
        f'<?xml version="1.0"?><!-- {word("svg comment")} --><svg xmlns="http://www.w3.org/2000/svg" xmlns:own="urn:own" own:user="{word("svg attribute")}" width="40" height="30"><title>{word("svg title")}</title>'
        f'<metadata>{word("svg metadata")}</metadata><script>{word("svg script")}</script><text id="{word("svg id")}" x="2" y="20">{VISIBLE}</text><image href="https://x.example/{word("svg picture")}"/>'
        f'<g style="display:none"><text>{word("svg hidden")}</text></g><foreignObject>{word("svg foreign")}</foreignObject></svg>'
    ).encode()


def archive(planting: Planting) -> bytes:
    """Return a ZIP of planted files under telling names."""
    parts: dict[str, bytes | str] = {
        f"{planting.word('zip folder')}/{planting.word('zip name')}.docx": letter(planting),
        "b.html": page(planting),
    }
    return zipped(parts, planting.word("zip comment").encode())
