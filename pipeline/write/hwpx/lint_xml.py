"""Turns the XML parts of a package into trees, without ever expanding an entity, and checks how their roots begin."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.write.hwpx.lint_report import Report, local, shown
from pipeline.write.hwpx.markup import NAMESPACE_URIS

_XML_PARTS = (".xml", ".hpf", ".rdf")
_DECLARED_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_STANDALONE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml\s[^?]*standalone\s*=\s*(?:'yes'|\"yes\")[^?]*\?>")
# Files of older 한글 do not know the namespaces of 2016; all files declare these.
_REQUIRED = ("ha", "hp", "hs", "hc", "hh", "hhs", "hm", "hpf", "dc", "opf")
_WITH_NAMESPACES = ("head", "sec", "package")


def parse(parts: dict[str, bytes], report: Report) -> dict[str, etree._Element]:
    """Return the root of each XML part that is well-formed and declares no DTD."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    trees = {}
    for name, data in parts.items():
        if not name.endswith(_XML_PARTS):
            continue
        if _DECLARED_DTD.search(data):
            report.fault("W-HWPX-17", name, "XML 안에 DTD나 엔터티 선언이 있습니다", "DOCTYPE과 ENTITY 선언을 지웁니다")
            continue
        try:
            trees[name] = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            report.fault("W-HWPX-16", name, f"XML로 읽을 수 없습니다: {error.msg}", "여는 태그와 닫는 태그를 맞춥니다")
    return trees


def check_roots(parts: dict[str, bytes], trees: dict[str, etree._Element], report: Report) -> None:
    """Check the XML declarations and the namespaces of header, sections and content.hpf."""
    for name, root in trees.items():
        if local(root) not in _WITH_NAMESPACES:
            continue
        if not _STANDALONE.match(parts[name]):
            report.fault(
                "W-HWPX-19", name, 'XML 선언에 standalone="yes"가 없습니다', "없으면 한글이 손상된 파일로 봅니다"
            )
        wrong = [prefix for prefix in _REQUIRED if root.nsmap.get(prefix) != NAMESPACE_URIS[prefix]]
        wrong += [
            str(prefix)
            for prefix, uri in root.nsmap.items()
            if prefix in NAMESPACE_URIS and prefix not in _REQUIRED and uri != NAMESPACE_URIS[prefix]
        ]
        if local(root) == "package" and root.tag != f"{{{NAMESPACE_URIS['opf']}}}package":
            report.fault(
                "W-HWPX-21",
                name,
                f"{shown(root)}의 이름공간이 {etree.QName(root).namespace}입니다",
                f"끝에 빗금이 있는 {NAMESPACE_URIS['opf']} 이어야 합니다",
            )
            wrong = [prefix for prefix in wrong if prefix != "opf"]
        if wrong:
            report.fault(
                "W-HWPX-20",
                name,
                f"{shown(root)}에 이름공간 선언이 없거나 다릅니다: {', '.join(wrong)}",
                "뿌리 요소에 한글이 쓰는 이름공간을 모두 적습니다",
            )
