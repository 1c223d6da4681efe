"""An overview for programs: every figure as it is, or only what may go from hand to hand."""

from collections.abc import Mapping
from typing import TypeAlias

from dialogs.text import SOURCE_LANGUAGE, render
from reports.figures import FIGURES, GROUPINGS, TOLD, Overview, Tally
from reports.picture import rows, weeks
from reports.small import shown

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"


def exact(overview: Overview) -> Mapping[str, Json]:
    """Every figure, of the region and of every part of it."""
    return {
        **_head(overview, protected=False),
        **_tally(overview.whole),
        "funnel": {stage.value: count for stage, count in overview.funnel.items()},
        "erased": sum(overview.erased.values()),
        "groups": {
            key: [
                {"value": value, "name": render(grouping.label(value), SOURCE_LANGUAGE), **_tally(tally)}
                for value, tally in sorted(overview.parts[key].items())
            ]
            for key, grouping in GROUPINGS.items()
        },
    }


def protected(overview: Overview) -> Mapping[str, Json]:
    """What the pictures and the digest say, with small numbers protected: "<5", and "45+" for 45 to 49."""
    figures = overview.whole.figures
    return {
        **_head(overview, protected=True),
        "figures": {key: shown(figures[key]) for key in TOLD},
        "funnel": {stage.value: shown(count) for stage, count in overview.funnel.items()},
        "weeks": [
            {"more_than": begin, "up_to": end, "held": shown(count)} for begin, end, count in weeks(overview.whole)
        ],
        "groups": {
            key: [
                {
                    "value": value,
                    "name": render(grouping.label(value), SOURCE_LANGUAGE) if value is not None else None,
                    "started": shown(begun),
                    "held": shown(held),
                }
                for value, begun, held in rows(overview, grouping)
            ]
            for key, grouping in GROUPINGS.items()
        },
    }


def _head(overview: Overview, *, protected: bool) -> dict[str, Json]:
    view = overview.view
    now, since = view.now.isoformat(timespec="seconds"), view.first_day.isoformat()
    return {"now": now, "since": since, "protected": protected}


def _tally(tally: Tally) -> dict[str, Json]:
    held = tally.days.total()
    return {
        "figures": {key: tally.figures[key] for key in FIGURES},
        "funnel": {stage.value: count for stage, count in tally.funnel.items()},
        "days": {str(days): times for days, times in sorted(tally.days.items())},
        "median_days": tally.median,
        "within_week": round(tally.in_time / held, 3) if held else None,
    }
