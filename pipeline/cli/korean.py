"""Turns typer's English help and usage errors into Korean."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP = "이 도움말을 보여 줍니다."


def _speak_korean() -> None:
    """Name the panels of help in Korean; rich is imported only when help is asked for."""
    import typer.rich_utils as looks

    looks.OPTIONS_PANEL_TITLE = "선택 사항"
    looks.ARGUMENTS_PANEL_TITLE = "인자"
    looks.COMMANDS_PANEL_TITLE = "명령"
    looks.DEFAULT_STRING = "[기본: {}]"
    looks.REQUIRED_LONG_STRING = "[필수]"


def _korean_help(option: Any) -> Any:
    if option is not None:
        option.help, option.metavar = _HELP, ""
    return option


class KoreanCommand(TyperCommand):
    """A command whose --help speaks Korean."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        _speak_korean()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the --help option with Korean help."""
        return _korean_help(super().get_help_option(ctx))


class KoreanGroup(TyperGroup):
    """A group of commands whose --help speaks Korean."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        _speak_korean()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the --help option with Korean help."""
        return _korean_help(super().get_help_option(ctx))


def usage_message(error: Exception) -> str | None:
    """Return what was wrong with the way the program was called, in Korean; None when `error` is no usage error."""
    name = type(error).__name__
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        return f"없는 선택 사항입니다: {error.option_name}" + (f" (혹시: {', '.join(near)})" if near else "")
    if name == "MissingParameter":
        label = getattr(getattr(error, "param", None), "metavar", None) or getattr(getattr(error, "param", None), "name", "")
        return f"빠진 인자가 있습니다: {label}"
    if name == "BadParameter":
        return str(getattr(error, "message", error))
    if name == "BadOptionUsage" or name == "BadArgumentUsage":
        return f"선택 사항을 잘못 썼습니다: {getattr(error, 'message', error)}"
    if name == "NoArgsIsHelpError":
        return error.ctx.get_help()
    if name == "UsageError":
        return "명령을 잘못 썼습니다: " + str(error.message).replace("No such command", "없는 명령").replace("Got unexpected extra argument", "남는 인자")
    if name == "FileError":
        return f"파일을 열 수 없습니다: {error}"
    return None
