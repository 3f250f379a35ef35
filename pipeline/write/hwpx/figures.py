"""Turns a drawing (as PNG) or a picture (as it is) into an inline picture with its alternative text and the caption below it."""

from __future__ import annotations

from pipeline.document.blocks import Figure, Picture
from pipeline.write.hwpx.markup import escape, paragraph, run, units, words
from pipeline.write.hwpx.paragraphs import text_paragraph
from pipeline.write.hwpx.story import Place
from pipeline.write.hwpx.tables import caption_text
from pipeline.write.picture import Raster, raster

_CAPTION_ROOM = 27.0  # mm kept free on the page of a drawing as high as it: for a heading above and the caption below
_UNITS_PER_PIXEL = 75  # 한글 counts a picture's own size at 96 dots an inch
_UNTURNED = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'


def write_figure(block: Figure | Picture, place: Place) -> str:
    """Return the picture, shrunk to its room, and its caption; a faulty one gives its text instead."""
    story = place.story
    width, height = max(block.width, 1.0), max(block.height, 1.0)
    scale = min(1.0, place.width / width, max(10.0, place.height - _CAPTION_ROOM) / height)
    has_caption = bool(block.caption or block.number)
    letters = story.letters("figure")
    try:
        drawing = _picture(block, place, width * scale, height * scale)
        picture = f'<hp:run charPrIDRef="{letters}">{drawing}<hp:t/></hp:run>'
    except ValueError:
        name = caption_text("그림", block.number, block.caption) or block.alt
        hint = "그림의 SVG를 확인합니다" if isinstance(block, Figure) else "PNG나 JPEG(RGB·회색)로 저장합니다"
        story.warn("W-HWPX-03", f"그림을 그리지 못해 설명 글로 바꾸었습니다: {name}", hint)
        picture = run(letters, words(f"[{block.alt}]"))
    shape = story.shape("figure", keep_next=has_caption or place.keep_next)
    text = paragraph(shape, story.style_ids["figure"], story.bookmark(block.anchor, letters) + picture)
    if has_caption:
        text += text_paragraph("caption", caption_text("그림", block.number, block.caption), place)
    return text


def _picture(block: Figure | Picture, place: Place, width: float, height: float) -> str:
    image = _file(block, width)
    item = place.story.picture(image)
    number = place.story.next_object()
    across, down = units(width), units(height)
    own_width, own_height = image.width * _UNITS_PER_PIXEL, image.height * _UNITS_PER_PIXEL
    size = f'width="{across}" height="{down}"'
    return (
        f'<hp:pic id="{number}" zOrder="{number}" numberingType="PICTURE" textWrap="TOP_AND_BOTTOM" '
        'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href="" groupLevel="0" '
        f'instid="{number}" reverse="0"><hp:offset x="0" y="0"/><hp:orgSz {size}/><hp:curSz {size}/>'
        '<hp:flip horizontal="0" vertical="0"/>'
        f'<hp:rotationInfo angle="0" centerX="{across // 2}" centerY="{down // 2}" rotateimage="1"/>'
        f"<hp:renderingInfo><hc:transMatrix {_UNTURNED}/><hc:scaMatrix {_UNTURNED}/><hc:rotMatrix {_UNTURNED}/>"
        f'</hp:renderingInfo><hp:imgRect><hc:pt0 x="0" y="0"/><hc:pt1 x="{across}" y="0"/>'
        f'<hc:pt2 x="{across}" y="{down}"/><hc:pt3 x="0" y="{down}"/></hp:imgRect>'
        f'<hp:imgClip left="0" right="{own_width}" top="0" bottom="{own_height}"/>'
        '<hp:inMargin left="0" right="0" top="0" bottom="0"/>'
        f'<hp:imgDim dimwidth="{own_width}" dimheight="{own_height}"/>'
        f'<hc:img binaryItemIDRef="{item}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/>'
        f'<hp:sz width="{across}" widthRelTo="ABSOLUTE" height="{down}" heightRelTo="ABSOLUTE" protect="0"/>'
        '<hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
        'vertRelTo="PARA" horzRelTo="PARA" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
        '<hp:outMargin left="0" right="0" top="0" bottom="0"/>'
        f"<hp:shapeComment>{escape(block.alt)}</hp:shapeComment></hp:pic>"
    )


def _file(block: Figure | Picture, width: float) -> Raster:
    """Return the picture's file; ValueError when there is nothing to show."""
    data = b""
    if isinstance(block, Picture):
        data = block.data
    else:
        from pipeline.write.raster import to_png  # loaded late: most documents have no figure

        data = to_png(block.svg, width)
    found = raster(data)
    if found is None:
        raise ValueError(block.alt)
    return found
