"""Draw a paper as PDF: A4 or letter, with embedded fonts for Latin, Greek and Cyrillic script.

Rows are never split, the head of the table is repeated on each page, and each page has its number. Characters
that the fonts lack are drawn as replacement characters, with a note at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from counterfoil.documents.paper import Paper, Row

FONT = "DejaVu Sans"
INK, FAINT, RULE = (28, 35, 48), (81, 91, 107), (214, 219, 226)
MARGIN, GUTTER = 16.0, 4.0  # millimeters
WIDTHS = (0.52, 0.12, 0.18, 0.18)  # description, quantity, unit price, amount, as parts of the width
HEADS = ("Description", "Qty", "Unit price", "Amount")
REPLACEMENT = "\ufffd"
REPLACED = "Characters that the document's font does not have are shown as {REPLACEMENT}."


@cache
def _font(weight: str) -> tuple[str, frozenset[int]]:
    """Return the path of a font, and the code points that it has."""
    from fontTools.ttLib import TTFont

    path = str(files("counterfoil.documents") / "fonts" / f"DejaVuSans{weight}.ttf")
    return path, frozenset(TTFont(path).getBestCmap())


class Sheet(FPDF):
    """The pages of one paper."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(format=paper.size, unit="mm")
        self.paper = paper
        self.lacking = False
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + 8)
        for style, weight in (("", ""), ("B", "-Bold")):
            self.add_font(FONT, style, _font(weight)[0])
        self.set_title(
            self.text_of(f"{paper.title} {dict(paper.facts).get(f'{paper.title} number', '')}".strip())
        )
        self.set_lang("en")
        self.set_creator("Counterfoil")
        self.set_producer("Counterfoil")
        self.set_creation_date(datetime.fromtimestamp(paper.moment, UTC))
        self.alias_nb_pages()

    def file_id(self) -> str:
        """Omit the file's identifier, which the library derives from the time."""
        return ""

    def text_of(self, text: str) -> str:
        """Replace what the font lacks."""
        known = _font("")[1]
        shown = "".join(one if ord(one) in known or one == "\n" else REPLACEMENT for one in text)
        self.lacking = self.lacking or shown != text
        return shown

    def pen(self, size: float, style: str = "", color: tuple[int, int, int] = INK) -> None:
        """Choose font size, weight and color."""
        self.set_font(FONT, style, size)
        self.set_text_color(*color)

    def header(self) -> None:
        """Draw the title, and the stamp across the page."""
        if self.paper.stamp:
            self.pen(90, "B", (238, 224, 224))
            with self.rotation(40, self.w / 2, self.h / 2):
                self.text(
                    (self.w - self.get_string_width(self.paper.stamp)) / 2, self.h / 2, self.paper.stamp
                )
        if self.page_no() > 1:
            self.pen(8, color=FAINT)
            self.line_of(self.paper.title + " " + next((text for _, text in self.paper.facts), ""), 6)

    def footer(self) -> None:
        """Draw the page's number."""
        self.set_y(-MARGIN)
        self.pen(8, color=FAINT)
        self.cell(0, 5, f"Page {self.page_no()} of {{nb}}", align="R")

    def line_of(self, text: str, height: float, **more: Any) -> None:
        """Draw text in a line of its own, wrapped."""
        self.multi_cell(0, height, self.text_of(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L", **more)

    def columns(self, parts: Sequence[tuple[str, Sequence[str]]], width: float) -> None:
        """Draw headed blocks of lines beside each other."""
        top, bottom = self.get_y(), self.get_y()
        for position, (heading, lines) in enumerate(parts):
            left = self.l_margin + position * (width + GUTTER)
            self.set_xy(left, top)
            self.pen(9, "B")
            self.multi_cell(width, 5, self.text_of(heading), new_x=XPos.LEFT, new_y=YPos.NEXT, align="L")
            self.pen(9)
            for line in lines:
                self.multi_cell(width, 4.6, self.text_of(line), new_x=XPos.LEFT, new_y=YPos.NEXT, align="L")
            bottom = max(bottom, self.get_y())
        self.set_xy(self.l_margin, bottom)

    def rule(self) -> None:
        """Draw a thin line across the page."""
        self.set_draw_color(*RULE)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())

    def head_of_table(self) -> None:
        self.pen(8, color=FAINT)
        for part, head in zip(WIDTHS, HEADS, strict=True):
            self.cell(self.epw * part, 6, head, align="L" if head == HEADS[0] else "R")
        self.ln(6)
        self.rule()
        self.ln(1.5)

    def row(self, row: Row) -> None:
        """Draw one line of the table, on the next page if it does not fit."""
        width = self.epw * WIDTHS[0] - 2
        self.pen(9)
        lines = [(9.0, INK, 4.8, text) for text in self.wrapped(width, row.description)]
        self.pen(8)
        lines += [(8.0, FAINT, 4.4, text) for text in self.wrapped(width, row.detail)]
        if self.get_y() + sum(height for _, _, height, _ in lines) + 1.5 > self.page_break_trigger:
            self.add_page()
            self.head_of_table()
        self.pen(9)
        top, left = self.get_y(), self.l_margin + self.epw * WIDTHS[0]
        for part, text in zip(WIDTHS[1:], (row.quantity, row.unit_price, row.amount), strict=True):
            self.set_xy(left, top)
            self.cell(self.epw * part, 4.8, self.text_of(text), align="R")
            left += self.epw * part
        self.set_xy(self.l_margin, top)
        for size, color, height, text in lines:
            self.pen(size, color=color)
            self.cell(width, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.5)

    def wrapped(self, width: float, text: str) -> list[str]:
        """Divide text into lines of a width, in the current font."""
        whole = self.text_of(text)
        if "\n" not in whole and self.get_string_width(whole) < width - 2 * self.c_margin:
            return [whole] if whole else []
        found: Any = self.multi_cell(width, 4, whole, dry_run=True, output=MethodReturnValue.LINES, align="L")
        return list(found)

    def totals(self) -> None:
        """Draw the totals; the last one is emphasized. They stay on one page."""
        totals = self.paper.totals
        if self.get_y() + 6.5 * len(totals) > self.page_break_trigger:
            self.add_page()
        left = self.l_margin + self.epw * 0.5
        for position, (label, amount) in enumerate(totals):
            self.set_draw_color(*RULE)
            self.line(left, self.get_y(), self.w - self.r_margin, self.get_y())
            self.pen(9, "B" if position == len(totals) - 1 else "")
            self.set_x(left)
            self.cell(self.epw * 0.3, 6.2, self.text_of(label))
            self.cell(self.epw * 0.2, 6.2, self.text_of(amount), align="R")
            self.ln(6.2)


def draw(paper: Paper) -> bytes:
    """Return the PDF of a paper."""
    sheet = Sheet(paper)
    sheet.add_page()
    sheet.pen(20, "B")
    sheet.line_of(paper.title, 10)
    sheet.ln(2)
    for label, text in paper.facts:
        sheet.pen(9, "B")
        sheet.cell(38, 5, sheet.text_of(label))
        sheet.pen(9)
        sheet.multi_cell(0, 5, sheet.text_of(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
    sheet.ln(5)
    if paper.parties:
        sheet.columns(paper.parties, (sheet.epw - GUTTER * (len(paper.parties) - 1)) / len(paper.parties))
        sheet.ln(6)
    if paper.headline:
        sheet.pen(14, "B")
        sheet.line_of(paper.headline, 8)
        sheet.ln(3)
    if paper.rows:
        sheet.head_of_table()
        for row in paper.rows:
            sheet.row(row)
        sheet.ln(2)
    sheet.totals()
    for note in paper.notes:
        sheet.ln(4)
        sheet.pen(9, color=FAINT)
        sheet.line_of(note, 4.8)
    if sheet.lacking:
        sheet.ln(4)
        sheet.pen(8, color=FAINT)
        sheet.line_of(REPLACED.format(REPLACEMENT=REPLACEMENT), 4.8)
    return bytes(sheet.output())
