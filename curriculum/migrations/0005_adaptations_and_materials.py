"""Moves what lessons need and whom they are adapted for from text into blocks, in pages and in their revisions.

"SLCN: cards with pictures. VI or PD: choose from twelve figures." becomes one adaptation for each, by need; a list with
semicolons becomes things. Going back joins them again; which thing was a sheet is lost then.
"""

import re
from uuid import uuid4

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

NEED = re.compile(r"\b(VI|HI|SLCN|ASD|SEMH|MSI|PD|MLD|SLD|PMLD|SpLD)\b")
# A label at the start of a sentence: "SLCN:", "VI or PD:", "For pupils with an EHCP:", "High attainers:".
LABEL = re.compile(r"(?:^|(?<=[.!?”’)]\s))([A-Z][^.:!?;“”]{1,79}):\s")
LONGEST_THING = 200


def is_label(words):
    return bool(NEED.search(words)) or words.startswith("For ") or len(words.split()) <= 3


def adaptations(text):
    """Return [(needs, others, change)] of a text, in its order; what stands before the first label is for all."""
    text = " ".join(text.split())
    labels = [found for found in LABEL.finditer(text) if is_label(found[1])]
    starts = [(0, labels[0].start() if labels else len(text), "")]
    ends = [found.start() for found in labels[1:]] + [len(text)]
    starts += [(found.end(), end, found[1]) for found, end in zip(labels, ends)]
    rows = []
    for start, end, label in starts:
        change = text[start:end].strip()
        if change or label:
            needs = [name.lower() for name in NEED.findall(label)]
            others = "" if needs else re.sub(r"^For ", "", label)
            rows.append((needs, others[:1].upper() + others[1:], change[:1].upper() + change[1:]))
    return rows


def things(text):
    """Return the things of "Map paper; school's list of contacts." """
    found = [piece.strip() for line in text.splitlines() for piece in line.split(";")]
    found = [part for piece in found for part in ([piece] if len(piece) <= LONGEST_THING else piece.split(". "))]
    return [piece.rstrip(".")[:1].upper() + piece.rstrip(".")[1:LONGEST_THING] for piece in found if piece.strip(". ")]


class Split(BaseBlockOperation):
    def apply(self, block_value):
        value = dict(block_value)
        send, materials = value.pop("send", None), value.get("materials")
        if send and not value.get("adaptations"):
            value["adaptations"] = [
                {"type": "item", "id": str(uuid4()), "value": {"needs": needs, "others": others, "change": change}}
                for needs, others, change in adaptations(send)
            ]
        if not isinstance(materials, list):
            value["materials"] = [
                {"type": "thing", "id": str(uuid4()), "value": each} for each in things(materials or "")
            ]
        return value

    @property
    def operation_name_fragment(self):
        return "split"


class Join(BaseBlockOperation):
    def apply(self, block_value):
        value = dict(block_value)
        rows = [item["value"] for item in value.pop("adaptations", None) or []]
        labels = [" or ".join(row["needs"]).upper().replace("SPLD", "SpLD") or row["others"] for row in rows]
        value["send"] = " ".join(
            f"{label}: {row['change']}" if label else row["change"] for label, row in zip(labels, rows)
        )
        materials = value.get("materials")
        if isinstance(materials, list):
            named = [each["value"] for each in materials if each["type"] == "thing"]
            value["materials"] = f"{'; '.join(named)}." if named else ""
        return value

    @property
    def operation_name_fragment(self):
        return "join"


def over_lessons(operation):
    return MigrateStreamData("curriculum", "UnitPage", "lessons", [(operation, "lesson")])


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0004_what_a_lesson_needs")]

    operations = [
        migrations.RunPython(
            over_lessons(Split()).migrate_stream_data_forward, over_lessons(Join()).migrate_stream_data_forward
        )
    ]
