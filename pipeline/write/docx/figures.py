"""Turns a drawing (as PNG) or a picture (as it is) into an inline picture with its alternative text and the caption below it."""

from __future__ import annotations

from pipeline.document.blocks import Figure, Picture
from pipeline.write.docx.markup import Shape, escape, paragraph, run
from pipeline.write.docx.story import Place
from pipeline.write.docx.tables import caption_text
from pipeline.write.picture import PNG, raster

_EMU_PER_MM = 36000
_CAPTION_ROOM = 27.0  # mm kept free on the page of a drawing as high as it: for a heading above and the caption below
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def write_figure(block: Figure | Picture, place: Place) -> str:
    """Return the picture, shrunk to its room, and its caption; a faulty one gives its text instead."""
    width, height = max(block.width, 1.0), max(block.height, 1.0)
    scale = min(1.0, place.width / width, max(10.0, place.height - _CAPTION_ROOM) / height)
    width, height = width * scale, height * scale
    has_caption = bool(block.caption or block.number)
    try:
        picture = f"<w:r>{_drawing(block, place, width, height)}</w:r>"
    except ValueError:
        name = caption_text("그림", block.number, block.caption) or block.alt
        hint = "그림의 SVG를 확인합니다" if isinstance(block, Figure) else "PNG나 JPEG(RGB·회색)로 저장합니다"
        place.story.warn("W-DOCX-03", f"그림을 그리지 못해 설명 글로 바꾸었습니다: {name}", hint)
        picture = run(f"[{block.alt}]")
    shape = Shape("Figure", keep_next=has_caption or place.keep_next)
    text = paragraph(shape, place.story.bookmark(block.anchor) + picture)
    if has_caption:
        caption = run(caption_text("그림", block.number, block.caption))
        text += paragraph(Shape("Caption", keep_next=place.keep_next), caption)
    return text


def _drawing(block: Figure | Picture, place: Place, width: float, height: float) -> str:
    relation = place.story.picture(*_file(block, width))
    number = place.story.next_id()
    size = f'cx="{round(width * _EMU_PER_MM)}" cy="{round(height * _EMU_PER_MM)}"'
    name = f'id="{number}" name="그림 {number}" descr="{escape(block.alt)}"'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def _file(block: Figure | Picture, width: float) -> tuple[bytes, str]:
    """Return the bytes of the picture and their kind; ValueError when there is nothing to show."""
    if isinstance(block, Figure):
        from pipeline.write.raster import to_png  # loaded late: most documents have no figure

        return to_png(block.svg, width), PNG
    found = raster(block.data)
    if found is None:
        raise ValueError(block.alt)
    return found.data, found.kind
