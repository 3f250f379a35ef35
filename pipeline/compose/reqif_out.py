"""Turns the rows of the trace into a ReqIF file that requirement tools (StrictDoc, DOORS, Polarion) import."""

from __future__ import annotations

from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from reqif.models.reqif_core_content import ReqIFCoreContent
from reqif.models.reqif_data_type import ReqIFDataTypeDefinitionString, ReqIFDataTypeDefinitionXHTML
from reqif.models.reqif_namespace_info import ReqIFNamespaceInfo
from reqif.models.reqif_req_if_content import ReqIFReqIFContent
from reqif.models.reqif_reqif_header import ReqIFReqIFHeader
from reqif.models.reqif_spec_hierarchy import ReqIFSpecHierarchy
from reqif.models.reqif_spec_object import ReqIFSpecObject, SpecObjectAttribute
from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
from reqif.models.reqif_specification import ReqIFSpecification
from reqif.models.reqif_specification_type import ReqIFSpecificationType
from reqif.models.reqif_types import SpecObjectAttributeType
from reqif.object_lookup import ReqIFObjectLookup
from reqif.reqif_bundle import ReqIFBundle
from reqif.unparser import ReqIFUnparser

from pipeline.trace.thread import Trace, TraceRow

# Latin names, and Korean values as XHTML: StrictDoc makes "_" of all other letters in names and garbles Korean in strings.
PLAIN = frozenset({"ReqIF.ForeignID", "KEY", "CLASS", "FINGERPRINT"})
FIELDS = (
    "ReqIF.ForeignID",
    "KEY",
    "ReqIF.Name",
    "ReqIF.Text",
    "CLASS",
    "TIER",
    "PRINTED",
    "SOURCE",
    "DUTIES",
    "DELIVERABLES",
    "PLANNED_DONE",
    "FULFILMENT",
    "REASON",
    "FINGERPRINT",
)
_STRING, _XHTML = "DT-STRING", "DT-XHTML"
_TYPE = "SOT-REQUIREMENT"
_SPECIFICATION = "ST-STATEMENT-OF-WORK"


def reqif_bytes(trace: Trace) -> bytes:
    """Return the ReqIF 1.0 file: one specification, one object a row, nested as the rows are; equal traces, equal bytes.

    Times are those of the trace's day and identifiers follow from the rows' keys.
    """
    moment = _moment(trace.until)
    kind = _type(moment)
    objects = [_object(trace, row, moment) for row in trace.rows]
    specification = ReqIFSpecification(
        identifier=_identifier(trace, "specification", ""),
        last_change=moment,
        long_name=trace.title,
        specification_type=_SPECIFICATION,
        children=_children(trace, "", 1, moment),
    )
    content = ReqIFReqIFContent(
        data_types=[
            ReqIFDataTypeDefinitionString(_STRING, last_change=moment, long_name="String", max_length="32000"),
            ReqIFDataTypeDefinitionXHTML(_XHTML, last_change=moment, long_name="XHTML", is_self_closed=True),
        ],
        spec_types=[
            ReqIFSpecificationType(identifier=_SPECIFICATION, last_change=moment, long_name="StatementOfWork", is_self_closed=True),
            kind,
        ],
        spec_objects=objects,
        spec_relations=[],
        specifications=[specification],
        spec_relation_groups=None,
    )
    header = ReqIFReqIFHeader(
        identifier=_identifier(trace, "header", ""),
        creation_time=moment,
        title=trace.contract,  # the library writes a "<" in this one as it stands
        req_if_tool_id="deliverables-pipeline",
        req_if_version="1.0",
        source_tool_id="deliverables-pipeline",
        repository_id=None,
        comment=f"baseline {trace.baseline}",
    )
    bundle = ReqIFBundle(
        namespace_info=ReqIFNamespaceInfo.create_default(),
        req_if_header=header,
        core_content=ReqIFCoreContent(content),
        tool_extensions_tag_exists=False,
        lookup=ReqIFObjectLookup.empty(),
        exceptions=[],
    )
    return ReqIFUnparser.unparse(bundle).encode("utf-8")


def _type(moment: str) -> ReqIFSpecObjectType:
    definitions = [
        SpecAttributeDefinition(
            attribute_type=_kind(name),
            identifier=_definition(name),
            datatype_definition=_STRING if name in PLAIN else _XHTML,
            last_change=moment,
            long_name=name,
        )
        for name in FIELDS
    ]
    return ReqIFSpecObjectType(_TYPE, last_change=moment, long_name="REQUIREMENT", attribute_definitions=definitions)


def _object(trace: Trace, row: TraceRow, moment: str) -> ReqIFSpecObject:
    values = (
        row.key.replace("#", ":"),  # what tools allow in an identifier; KEY has it as it is
        row.key,
        row.group_name if not row.parent else f"{row.group_name} {row.printed}".strip(),
        row.text,
        row.category,
        str(row.tier),
        row.printed,
        row.source,
        ", ".join(row.duties),
        ", ".join(trace.deliverables.get(number, number) for number in row.deliverables),
        row.progress,
        str(row.status),
        row.reason,
        row.fingerprint,
    )
    attributes = [
        SpecObjectAttribute(_kind(name), _definition(name), value if name in PLAIN else _xhtml(value))
        for name, value in zip(FIELDS, values, strict=True)
        if value
    ]
    return ReqIFSpecObject(_identifier(trace, "object", row.key), attributes, _TYPE, last_change=moment)


def _children(trace: Trace, parent: str, level: int, moment: str) -> list[ReqIFSpecHierarchy]:
    """Return the rows below `parent` in reading order; a row whose parent is not in the trace stands at the top."""
    below: dict[str, list[TraceRow]] = {}
    known = {row.key for row in trace.rows}
    for row in trace.rows:
        below.setdefault(row.parent if row.parent in known else "", []).append(row)

    def nested(key: str, depth: int) -> list[ReqIFSpecHierarchy]:
        return [
            ReqIFSpecHierarchy(
                identifier=_identifier(trace, "place", row.key),
                spec_object=_identifier(trace, "object", row.key),
                level=depth,
                children=nested(row.key, depth + 1) or None,
                last_change=moment,
                is_self_closed=False,
            )
            for row in below.get(key, [])
        ]

    return nested(parent, level)


def _kind(name: str) -> SpecObjectAttributeType:
    return SpecObjectAttributeType.STRING if name in PLAIN else SpecObjectAttributeType.XHTML


def _xhtml(text: str) -> str:
    """Return a text as XHTML, its line breaks as elements, without what no XML may hold."""
    cleaned = "".join(letter for letter in text if letter >= " " or letter in "\n\t")
    return f"<xhtml:div>{escape(cleaned, quote=False).replace(chr(10), '<xhtml:br/>')}</xhtml:div>"


def _definition(name: str) -> str:
    return f"AD-{name.replace('.', '-').upper()}"


def _identifier(trace: Trace, kind: str, key: str) -> str:
    return f"_{uuid5(NAMESPACE_URL, f'{trace.contract}/{kind}/{key}')}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
