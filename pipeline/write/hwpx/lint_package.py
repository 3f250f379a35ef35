"""Turns the bytes of a zip into its parts, safely, and checks what container, manifest and spine say of them."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as InflateError

from lxml import etree

from pipeline.write.hwpx.lint_report import Report, children, local, shown
from pipeline.write.hwpx.parts import MIMETYPE

_REQUIRED = (
    "mimetype",
    "version.xml",
    "META-INF/container.xml",
    "Contents/content.hpf",
    "Contents/header.xml",
    "Contents/section0.xml",
)
_CONTENT = "Contents/content.hpf"
_LARGEST_PART = 256 * 2**20  # bytes
_LARGEST_ALL = 512 * 2**20
_BOMB_SIZE, _BOMB_RATIO = 16 * 2**20, 400  # honest tables deflate to about a hundredth
_ENCRYPTED = 0x1  # flag of a zip entry


def open_parts(data: bytes, report: Report) -> dict[str, bytes] | None:
    """Return the parts that are safe to read, by name; None when there is nothing to check."""
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, RuntimeError, struct.error):
        report.fault("W-HWPX-11", "ZIP", "ZIP 묶음으로 열 수 없습니다", "HWPX 파일이 맞는지, 끝까지 받았는지 봅니다")
        return None
    with package:
        entries = package.infolist()
        _check_names(entries, report)
        parts: dict[str, bytes] = {}
        for entry in _safe(entries, report):
            content = _read(package, entry, report)
            if content is not None:
                parts[entry.filename] = content
        _check_mimetype(entries, parts, report)
    encrypted = b"encryption-data" in parts.get("META-INF/manifest.xml", b"")
    if encrypted:
        report.fault("W-HWPX-11", "META-INF/manifest.xml", "암호가 걸린 문서입니다", "한글에서 암호를 풀고 저장합니다")
    return None if encrypted else parts


def _check_names(entries: list[ZipInfo], report: Report) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        steps = name.replace("\\", "/").split("/")
        if ".." in steps or name.startswith(("/", "\\")) or "\\" in name or "\0" in name or ":" in steps[0]:
            report.fault("W-HWPX-14", name, "묶음 밖을 가리키는 이름입니다", "이름에 .. 과 절대 경로를 쓰지 않습니다")
        if name.casefold() in seen:
            report.fault("W-HWPX-14", name, "같은 이름의 파트가 둘 이상입니다", "하나만 남깁니다")
        seen.add(name.casefold())


def _safe(entries: list[ZipInfo], report: Report) -> list[ZipInfo]:
    """Return the entries that may be inflated: their own sizes are bounded, and all of them together."""
    safe = []
    left = _LARGEST_ALL
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        bomb = entry.file_size > _BOMB_SIZE and ratio > _BOMB_RATIO
        if bomb or entry.file_size > min(left, _LARGEST_PART):
            size = f"{entry.file_size // 2**20:,}MB"
            report.fault("W-HWPX-15", entry.filename, f"풀면 {size}가 되는 파트입니다", "압축 폭탄인지 봅니다")
            continue
        left -= entry.file_size
        safe.append(entry)
    return safe


def _read(package: ZipFile, entry: ZipInfo, report: Report) -> bytes | None:
    if entry.flag_bits & _ENCRYPTED:
        report.fault("W-HWPX-11", entry.filename, "암호가 걸린 파트입니다", "암호를 풀고 다시 묶습니다")
        return None
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        report.fault("W-HWPX-11", entry.filename, "한글이 모르는 방식으로 압축된 파트입니다", "Deflate로 다시 묶습니다")
        return None
    try:
        with package.open(entry) as stream:
            return stream.read(entry.file_size)
    except (BadZipFile, InflateError, EOFError, OSError, ValueError, RuntimeError):  # zipfile raises all of these
        report.fault("W-HWPX-11", entry.filename, "손상되어 읽을 수 없는 파트입니다", "파일을 다시 받거나 만듭니다")
        return None


def _check_mimetype(entries: list[ZipInfo], parts: dict[str, bytes], report: Report) -> None:
    if "mimetype" not in parts:
        return
    if parts["mimetype"].strip() != MIMETYPE.encode():
        report.fault("W-HWPX-12", "mimetype", "값이 다릅니다", f"{MIMETYPE} 이어야 합니다")
    first = entries[0]
    if first.filename != "mimetype":
        report.fault("W-HWPX-12", "mimetype", f"첫째 파트가 {first.filename}입니다", "mimetype을 맨 앞에 둡니다")
    elif first.compress_type != ZIP_STORED:
        report.fault("W-HWPX-12", "mimetype", "압축되어 있습니다", "압축하지 않고 넣습니다")


def check_package(parts: dict[str, bytes], trees: dict[str, etree._Element], report: Report) -> None:
    """Check what must be there, and that container.xml, manifest and spine name what is there."""
    for name in _REQUIRED:
        if name not in parts:
            report.fault("W-HWPX-13", name, "꼭 있어야 할 파트가 없습니다", "빠진 파트를 넣습니다")
    if (container := trees.get("META-INF/container.xml")) is not None:
        _check_container(container, parts, report)
    if (content := trees.get(_CONTENT)) is not None:
        _check_manifest(content, parts, report)


def _check_container(container: etree._Element, parts: dict[str, bytes], report: Report) -> None:
    part = "META-INF/container.xml"
    roots = [element for element in container.iter("{*}rootfile")]
    if _CONTENT not in [root.get("full-path") for root in roots]:
        report.fault("W-HWPX-18", part, f"<rootfile> 가운데 {_CONTENT}가 없습니다", "full-path에 적습니다")
    for root in roots:
        if not root.get("media-type"):
            report.fault("W-HWPX-18", part, f"{shown(root)}에 media-type이 없습니다", "없으면 한글이 열지 않습니다")
        if root.get("full-path") not in parts:
            report.fault("W-HWPX-18", part, f"<rootfile>이 없는 파트를 가리킵니다: {root.get('full-path')}")


def _check_manifest(content: etree._Element, parts: dict[str, bytes], report: Report) -> None:
    items = [element for element in content.iter("{*}item")]
    listed = {item.get("href", ""): item for item in items}
    ids: set[str] = set()
    for item in items:
        _check_item(item, ids, parts, report)
    for name in parts:
        kept = name.startswith(("BinData/", "Contents/section")) or name == "Contents/header.xml"
        if kept and not name.endswith("/") and name not in listed:
            report.fault("W-HWPX-22", _CONTENT, f"<opf:manifest>에 파트가 없습니다: {name}", "opf:item으로 적습니다")
    _check_spine(content, ids, {name: item.get("id", "") for name, item in listed.items()}, report)


def _check_item(item: etree._Element, ids: set[str], parts: dict[str, bytes], report: Report) -> None:
    missing = [name for name in ("id", "href", "media-type") if not item.get(name)]
    if missing:
        report.fault("W-HWPX-22", _CONTENT, f"{shown(item)}에 속성이 없습니다: {', '.join(missing)}")
        return
    name, href = item.get("id", ""), item.get("href", "")
    if name in ids:
        report.fault("W-HWPX-32", _CONTENT, f"<opf:item>의 id가 겹칩니다: {name}", "id를 하나씩 다르게 붙입니다")
    ids.add(name)
    embedded = item.get("isEmbeded")
    if href not in parts and not (embedded == "0" and not href.startswith("BinData/")):
        report.fault(
            "W-HWPX-22", _CONTENT, f"{shown(item)}이 가리키는 파트가 없습니다", "파트를 넣거나 항목을 지웁니다"
        )
    if href.startswith("BinData/") and embedded is None:
        report.fault("W-HWPX-22", _CONTENT, f'{shown(item)}에 isEmbeded="1"이 없습니다', "철자 그대로 isEmbeded입니다")


def _check_spine(content: etree._Element, ids: set[str], by_name: dict[str, str], report: Report) -> None:
    order = [element.get("idref", "") for element in content.iter("{*}itemref")]
    for name in order:
        if name not in ids:
            report.fault(
                "W-HWPX-23", _CONTENT, f"<opf:itemref>가 없는 항목을 가리킵니다: {name}", "manifest의 id를 적습니다"
            )
    for name, item in by_name.items():
        if name.startswith("Contents/section") and item not in order:
            report.fault("W-HWPX-23", _CONTENT, f"<opf:spine>에 구역이 없습니다: {item}", "구역을 순서대로 적습니다")
    spines = [child for child in children(content) if local(child) == "spine"]
    if not spines:
        report.fault("W-HWPX-23", _CONTENT, "<opf:spine>이 없습니다", "header와 구역을 순서대로 적습니다")
