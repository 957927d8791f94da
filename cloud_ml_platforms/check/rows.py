"""Rules of rows: parts, answers, marks, letters and lengths; what a signed row must have, and what the others lack.

A row that a second person has signed is finished: anything missing in it is a fault. In any other row the answers that are
`open` or not there, and the absolute words that no evidence bears, are counted, and a file may not have more than before.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import PartFault, RecordFault, of_record
from cloud_ml_platforms.model.answers import answer_of, letters_in, plain, segments
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.model.rows import DEFAULT_KIND
from cloud_ml_platforms.numbers import number_word, readable_value, with_unit
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.references import REF, references_in, resolve_reference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath

LONGEST_VALUE, LONGEST_ANSWER, LONGEST_SHORT = 28, 40, 180  # characters as displayed
RESERVED_PART_IDS = ("is", "any", "value", "name")
ABSOLUTE = re.compile(
    r"\b(only|never|no|none|nobody|nothing|nowhere|neither|always|every|all|any|must|cannot)\b", re.IGNORECASE
)
NUMBER = re.compile(r"(?<![A-Za-z\d.])\d[\d,.]*(?<![,.])")
UNCOUNTED = re.compile(rf"`+.+?`+|\"[^\"]*\"|{REF.pattern}")  # names, quoted words, and what has evidence of its own
SILENT_STATES = ("not stated", "does not apply", "open")
HOW_TO_BEAR = "{a!} behind the words, if evidence a says so; else another word"
STATES = "yes, partly, no, `not stated {where we looked}`, `does not apply: <part>` or open"


def row_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with the parts and answers of every row."""
    for row in catalog.rows.values():
        faults = [*_part_faults(catalog, row)]
        if not faults:  # answers are compared with parts that are right
            for platform in row.platforms:
                faults += _cell_faults(catalog, row, platform)
        yield from of_record(row.id, faults)


def signature_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A signature is as young as what was read; a row that changed since is signed anew (wording and shape change no answer)."""
    for row in catalog.rows.values():
        last_read = max(
            (evidence.read for cell in row.platforms.values() for evidence in cell.all_evidence), default=""
        )
        if row.signed is not None and last_read > row.signed.day:
            found = f"signed on {row.signed.day}, before evidence that was read on {last_read}"
            yield RecordFault(row.id, found, f"{last_read} or later", ("signed", "day"))
    for change in catalog.changes:
        for row_id in dict.fromkeys(fact.fact.split()[0] for fact in change.facts):
            changed = catalog.rows.get(row_id)
            if changed is None or changed.signed is None or change.kind not in {"vendor", "correction"}:
                continue
            if change.date > changed.signed.day:
                found = f"signed on {changed.signed.day}, before the journal's {change.id} changed it"
                yield RecordFault(
                    row_id, found, "a day on which somebody read it as it is now, or no signature", ("signed", "day")
                )


# Parts ---------------------------------------------------------------------------------------------------------------


def _part_faults(catalog: Catalog, row: m.Row) -> Iterator[PartFault]:
    """Ids of parts are told from platforms and kinds, which stand in the same addresses; the mark is a yes-no part."""
    kinds = {kind for capability_kinds in catalog.row_capability[row.id].kinds.values() for kind in capability_kinds}
    for part in row.parts:
        owner = "a platform" if part in catalog.platforms else "a kind" if part in kinds else ""
        if owner or part in RESERVED_PART_IDS:
            found = f"part {part!r}, which is the id of {owner}" if owner else f"part {part!r}"
            yield PartFault(
                found,
                "an id that no platform or kind of this file has, nor " + ", ".join(RESERVED_PART_IDS),
                ("parts", part),
            )
    if row.mark is not None and (row.mark not in row.parts or row.parts[row.mark].type != "yes-no"):
        graded = [part for part, spec in row.parts.items() if spec.type == "yes-no"]
        expected = (
            f"a yes-no part: {', '.join(graded)}" if graded else "no mark, for no part is answered with yes or no"
        )
        yield PartFault(f"mark {row.mark!r}", expected, ("mark",))


# Cells ---------------------------------------------------------------------------------------------------------------


def _cell_faults(catalog: Catalog, row: m.Row, platform: str) -> Iterator[PartFault]:
    cell, cell_path = row.platforms[platform], ("platforms", platform)
    yield from _length_faults(catalog, row, cell, cell_path)
    if unbacked := _unbacked_numbers(catalog, row, platform):
        expected = "numbers that its kinds, its evidence or a limit of the row have"
        yield PartFault(f"{platform} value with {unbacked[0]}", expected, (*cell_path, "value"))
    for part in cell.answers:
        if part not in row.parts:
            expected = f"a part of the row: {', '.join(row.parts)}{nearest_hint(part, row.parts)}"
            yield PartFault(f"{platform} answers {part!r}", expected, (*cell_path, "answers", part))
    for part in [part for part in cell.answers if part in row.parts]:
        yield from _answer_faults(row, platform, part, (*cell_path, "answers", part))
    yield from _letter_faults(cell, platform, cell_path)
    if row.mark is not None:
        yield from _mark_faults(row, platform, cell_path)
    yield from (
        _finished_faults(row, platform, cell_path) if row.finished else _unfinished_faults(row, platform, cell_path)
    )


def _length_faults(catalog: Catalog, row: m.Row, cell: m.Cell, cell_path: YamlPath) -> Iterator[PartFault]:
    """Yield what is too long, counted as a reader sees it."""
    for path, text in cell.texts():
        most = {"value": LONGEST_VALUE, "answers": LONGEST_ANSWER, "short": LONGEST_SHORT}.get(str(path[0]))
        if most is None or any(resolve_reference(catalog, match[1]).problem for match in REF.finditer(text)):
            continue
        part = str(path[1]) if path[0] == "answers" else ""
        words = answer_of(text, graded=True).words if part and part == row.mark else text
        shown = to_text(plain(words), catalog)
        if len(shown) > most:
            yield PartFault(
                f"{' '.join(map(str, path))} of {len(shown)} characters: {shown}",
                f"at most {most} as displayed",
                (*cell_path, *path),
            )


def _unbacked_numbers(catalog: Catalog, row: m.Row, platform: str) -> list[str]:
    """Return the numbers of a value that stand nowhere else in the cell, nor in a limit of the row."""
    cell = row.platforms[platform]
    texts = [plain(text) for path, text in cell.texts() if path != ("value",)]
    cited = {record for text in texts for record, *_ in references_in(text)}
    limits = [limit for limit in catalog.limits.values() if limit.id in cited or row.id in limit.rows]
    texts += [evidence.shows for evidence in cell.evidence.values()]
    texts += [
        f"{readable_value(value.value, limit.unit)} {with_unit(value.value, limit.unit)} {value.note}"
        for limit in limits
        if platform in limit.platforms
        for value in limit.platforms[platform].values
    ]
    words = " ".join(texts).lower()
    backed = {
        *NUMBER.findall(words),
        *(str(count) for count in range(11) if re.search(rf"\b{number_word(count)}\b", words)),
    }
    return [number for number in NUMBER.findall(plain(cell.value)) if number not in backed]


def _answer_faults(row: m.Row, platform: str, part: str, path: YamlPath) -> Iterator[PartFault]:
    """An answer speaks of kinds that are there, and begins with a state where the part is a yes or no."""
    cell = row.platforms[platform]
    for kind in cell.written(part):
        if kind != DEFAULT_KIND and kind not in cell.kinds:
            expected = f"{DEFAULT_KIND}, or one of its ways: {', '.join(way.id for way in cell.ways) or 'it has none'}"
            yield PartFault(f"{platform} {part}: an answer for {kind!r}", expected, (*path, kind))
    if {DEFAULT_KIND, *cell.kinds} <= cell.written(part).keys():
        found = f"{platform} {part}: {DEFAULT_KIND!r} beside a line for each kind"
        yield PartFault(found, "no such line: it speaks of none", (*path, DEFAULT_KIND))
    for kind, answer in row.answers_by_kind(platform, part).items():
        answer_path = (*path, kind if kind in cell.written(part) else DEFAULT_KIND)
        if answer is None or isinstance(cell.answers[part], str):
            answer_path = path
        if answer is None:
            continue
        if row.parts[part].type == "yes-no" and answer.state is None:
            yield PartFault(f"{platform} {part}: {answer.words!r}", f"an answer that begins with {STATES}", answer_path)
        elif answer.state == "does not apply" and not letters_in(answer.words):
            moot = (
                row.answers_by_kind(platform, answer.moot)[kind]
                if answer.moot in row.parts and answer.moot != part
                else None
            )
            if moot is None or moot.state not in {"no", "not stated", "does not apply"}:
                expected = "does not apply: <a part that is answered with no>, or evidence that says so, {a}"
                yield PartFault(f"{platform} {part}: does not apply: {answer.words}", expected, answer_path)


def _letter_faults(cell: m.Cell, platform: str, cell_path: YamlPath) -> Iterator[PartFault]:
    """Every letter is one of the evidence, and something rests on each; answers have letters or a reference."""
    used: set[str] = set()
    for path, text in cell.texts():
        for letter in letters_in(text):
            used.add(letter)
            if letter not in cell.evidence:
                expected = f"one of the cell's evidence: {', '.join(cell.evidence)}"
                yield PartFault(f"{platform} letter {letter!r}", expected, (*cell_path, *path))
        if path[0] == "answers":
            yield from _uncited_word_faults(f"{platform} {path[1]}", text, (*cell_path, *path))
    for letter in cell.evidence:
        if letter not in used:
            expected = f"{{{letter}}} after the words that it bears, or no such evidence"
            yield PartFault(
                f"{platform} evidence {letter!r}, on which nothing rests", expected, (*cell_path, "evidence", letter)
            )


def _uncited_word_faults(place: str, text: str, path: YamlPath) -> Iterator[PartFault]:
    """Yield the words of a text that neither a letter nor a reference bears."""
    for words, letters in segments(text):
        answer = answer_of(words.strip(), graded=True)
        if not letters and not REF.search(words) and answer.state not in {"open", "does not apply"}:
            found = f"{place}: no evidence after {words.strip()[-40:]!r}"
            yield PartFault(found, "the letters of its evidence behind it, {a}", path)


def _mark_faults(row: m.Row, platform: str, cell_path: YamlPath) -> Iterator[PartFault]:
    """What a mark is derived from is answered for every kind, in every row."""
    for kind, answer in row.answers_by_kind(platform, row.mark or "").items():
        if answer is None or answer.state == "open":
            path = (*cell_path, "answers", row.mark or "")
            expected = "yes, partly, no or not stated, for the marks are derived from it"
            yield PartFault(f"{platform} {row.mark}: no answer for {kind}", expected, path)


# Finished or not -----------------------------------------------------------------------------------------------------


def _finished_faults(row: m.Row, platform: str, cell_path: YamlPath) -> Iterator[PartFault]:
    """In a finished row every part is answered, every word borne; what `short` said is in the answers."""
    cell = row.platforms[platform]
    for part in row.parts:
        for kind in open_kinds(row, platform, part):
            expected = f"an answer to {row.parts[part].asks!r}, for the row is signed"
            yield PartFault(f"{platform} {part}: no answer for {kind}", expected, (*cell_path, "answers", part))
    for path, word in unborne(cell):
        yield PartFault(
            f"{platform}: {word!r}, which no evidence bears",
            HOW_TO_BEAR,
            (*cell_path, *path),
        )
    if cell.short is not None:
        yield PartFault(
            f"{platform} short in a signed row", "no short: value and answers say it", (*cell_path, "short")
        )
    for path, text in cell.texts():
        if path[0] in {"value", "ways", "nearest"}:
            place = f"{platform} {' '.join(map(str, path))}"
            yield from _uncited_word_faults(place, text, (*cell_path, *path))


def _unfinished_faults(row: m.Row, platform: str, cell_path: YamlPath) -> Iterator[PartFault]:
    """A row that is not finished shows `short` and ways, unless all its parts are answered."""
    cell = row.platforms[platform]
    for index, way in enumerate(cell.ways):
        if way.how is None:
            yield PartFault(
                f"{platform} {way.id} without 'how'",
                "how: its mechanism, for the row is not signed",
                (*cell_path, "ways", index),
            )
    if cell.short is None and len(cell.ways) != 1 and any(open_kinds(row, platform, part) for part in row.parts):
        expected = "short: the answer in one line, or an answer to every part"
        yield PartFault(f"{platform} with {len(cell.ways)} ways and without 'short'", expected, cell_path)


@dataclass(frozen=True)
class Lacking:
    """What the rows of a file lack until they are finished."""

    rows: int = 0
    finished: int = 0
    open: int = 0
    unborne: int = 0


def lacking(capability: m.Capability) -> Lacking:
    """Count what the rows of a capability lack."""
    cells = [(row, platform) for row in capability.rows for platform in row.platforms]
    return Lacking(
        len(capability.rows),
        sum(row.finished for row in capability.rows),
        sum(len(open_kinds(row, platform, part)) for row, platform in cells for part in row.parts),
        sum(1 for row, platform in cells for _ in unborne(row.platforms[platform])),
    )


def more_lacking_faults(
    catalog: Catalog, before: Mapping[str, Lacking], changed: Collection[str] = (), new: Collection[str] = ()
) -> Iterator[RecordFault]:
    """A file lacks no more than before: its changed rows name each open answer and unborne word. A new row lacks none."""
    for name, capability in catalog.capabilities.items():
        earlier, current = before.get(name, Lacking()), lacking(capability)
        for label, count, most, find_faults in (
            ("open answers", current.open, earlier.open, _open_answer_faults),
            ("absolute words that no evidence bears", current.unborne, earlier.unborne, _unborne_word_faults),
        ):
            row_ids = changed if count > most else new
            bound = f"the file has {count} {label}, at most {most} as in the commit that this is compared with"
            unfinished_rows = [row for row in capability.rows if row.id in row_ids and not row.finished]
            for row in unfinished_rows:
                for found, expected, path in find_faults(row):
                    yield RecordFault(
                        row.id, found, f"{expected}; {'a new row lacks none' if row.id in new else bound}", path
                    )


def _open_answer_faults(row: m.Row) -> Iterator[PartFault]:
    for platform in row.platforms:
        for part, spec in row.parts.items():
            for kind in open_kinds(row, platform, part):
                path = ("platforms", platform, "answers", part)
                yield PartFault(f"{platform} {part}: no answer for {kind}", f"an answer to {spec.asks!r}", path)


def _unborne_word_faults(row: m.Row) -> Iterator[PartFault]:
    for platform, cell in row.platforms.items():
        for path, word in unborne(cell):
            place = " ".join(map(str, path))
            yield PartFault(f"{platform} {place}: {word!r}", HOW_TO_BEAR, ("platforms", platform, *path))


def lacking_table(catalog: Catalog, unread: Mapping[str, int]) -> str:
    """Return what the rows of each capability lack until they are finished, as a table; `unread`: sheets of neighbours."""
    counts = {name: (*astuple(lacking(capability)), unread[name]) for name, capability in catalog.capabilities.items()}
    total = tuple(sum(column) for column in zip(*counts.values(), strict=True))
    head = ("rows", "finished", "open answers", "unborne absolute words", "neighbours to read")
    width = max(map(len, counts)) + 2
    lines = [
        f"{name:{width}}" + "  ".join(f"{count:>{len(title)}}" for title, count in zip(head, numbers, strict=True))
        for name, numbers in {**counts, "all": total}.items()
    ]
    return "\n".join([" " * width + "  ".join(head), *lines]) + "\n"


def open_kinds(row: m.Row, platform: str, part: str) -> list[str]:
    """Return the kinds for which a part is open or not answered; where nothing is said at all, that counts once."""
    if part not in row.platforms[platform].answers:
        return ["any kind"]
    answers = row.answers_by_kind(platform, part).items()
    return [kind for kind, answer in answers if answer is None or answer.state == "open"]


def unborne(cell: m.Cell) -> Iterator[tuple[YamlPath, str]]:
    """Yield every absolute word that no evidence bears, with the path of its text."""
    for path, text in cell.texts():
        for words, letters in segments(text):
            silent = path[0] == "answers" and words.strip().startswith(SILENT_STATES)
            if not silent and not any(letters.values()) and not _absence_is_checked(cell, path, letters):
                yield from ((path, match[0]) for match in ABSOLUTE.finditer(UNCOUNTED.sub(" ", words)))


def _absence_is_checked(cell: m.Cell, path: YamlPath, letters: Collection[str]) -> bool:
    """Return whether the check of the API holds that something is absent, for the evidence or the kind that a text is about."""
    kind = cell.ways[path[1]].id if path[0] == "ways" and isinstance(path[1], int) else path[-1]
    refs = [ref for letter in letters if letter in cell.evidence for ref in cell.evidence[letter].api]
    refs += [ref for way in cell.ways if way.id == kind for ref in way.api]
    return any(ref.expect == "absent" for ref in refs)
