"""When a question applies: small declarative values that can be tested, checked, drawn and explained."""

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.answers import Json

Values = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Always:
    """Applies to everybody."""

    def holds(self, values: Values) -> bool:
        """Whether the condition is true of these answers."""
        return True

    def keys(self) -> frozenset[str]:
        """The questions whose answers it looks at."""
        return frozenset()

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Among:
    """The answer is one of these values."""

    key: str
    options: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        """Whether the condition is true of these answers."""
        return values.get(self.key) in self.options

    def keys(self) -> frozenset[str]:
        """The questions whose answers it looks at."""
        return frozenset({self.key})

    def __str__(self) -> str:
        return f"{self.key}: {' / '.join(self.options)}"


@dataclass(frozen=True, slots=True)
class Below:
    """The answer is a number under this limit."""

    key: str
    limit: int

    def holds(self, values: Values) -> bool:
        """Whether the condition is true of these answers."""
        value = values.get(self.key)
        return isinstance(value, int) and value < self.limit

    def keys(self) -> frozenset[str]:
        """The questions whose answers it looks at."""
        return frozenset({self.key})

    def __str__(self) -> str:
        return f"{self.key} < {self.limit}"


@dataclass(frozen=True, slots=True)
class Has:
    """The answer is made of several things, and this is one of them: in a list, or the name of a part."""

    key: str
    part: str

    def holds(self, values: Values) -> bool:
        """Whether the condition is true of these answers."""
        value = values.get(self.key)
        return isinstance(value, list | dict) and self.part in value

    def keys(self) -> frozenset[str]:
        """The questions whose answers it looks at."""
        return frozenset({self.key})

    def __str__(self) -> str:
        return f"{self.key}: {self.part}"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these conditions holds."""

    conditions: tuple["Condition", ...]

    def holds(self, values: Values) -> bool:
        """Whether the condition is true of these answers."""
        return any(condition.holds(values) for condition in self.conditions)

    def keys(self) -> frozenset[str]:
        """The questions whose answers it looks at."""
        return frozenset().union(*(condition.keys() for condition in self.conditions))

    def __str__(self) -> str:
        return " of ".join(str(condition) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these conditions hold."""

    conditions: tuple["Condition", ...]

    def holds(self, values: Values) -> bool:
        """Whether the condition is true of these answers."""
        return all(condition.holds(values) for condition in self.conditions)

    def keys(self) -> frozenset[str]:
        """The questions whose answers it looks at."""
        return frozenset().union(*(condition.keys() for condition in self.conditions))

    def __str__(self) -> str:
        return " en ".join(str(condition) for condition in self.conditions)


Condition = Always | Among | Below | Has | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class Answer:
    """The start of a condition: `Answer("school").among("mbo", "havo")`."""

    key: str

    def among(self, *options: str) -> Among:
        """The answer is one of `options`."""
        return Among(self.key, options)

    def below(self, limit: int) -> Below:
        """The answer is a number under `limit`."""
        return Below(self.key, limit)

    def has(self, part: str) -> Has:
        """The answer is made of several things, and `part` is one of them."""
        return Has(self.key, part)


def any_of(*conditions: Condition) -> AnyOf:
    """At least one of `conditions` holds."""
    return AnyOf(conditions)


def all_of(*conditions: Condition) -> AllOf:
    """All of `conditions` hold."""
    return AllOf(conditions)
