"""Turns the pictures that a fill hangs over cells into drawings of a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from lxml import etree

from pipeline.forms.archive import Entry, Package
from pipeline.forms.building import Built
from pipeline.forms.dialect import local
from pipeline.forms.pictures import MEDIA_TYPES, PICTURE, Picture
from pipeline.forms.places import Place
from pipeline.forms.prepared import Gaps, Prepared, open_end, to_bytes
from pipeline.forms.running import Run
from pipeline.forms.source import Writing, compile_part, serialised
from pipeline.forms.tags import Kind, Tag, Tags
from pipeline.forms.workbook import RELATION, relations
from pipeline.forms.xml import parse
from pipeline.language.plain import BLANK, Xml
from pipeline.problems import Problem
