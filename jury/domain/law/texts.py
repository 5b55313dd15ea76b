"""A sentence of the court in both of its languages, side by side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in English and in Chinese; neither is the original."""

    en: str
    zh_hans: str

    def for_locale(self, locale: str) -> str:
        """Say it in the language of `locale`; English for anything unknown."""
        return self.zh_hans if locale.lower().startswith("zh") else self.en

    def to_json(self) -> dict[str, str]:
        """Give the form in which it stands in the TOML files and in a dispute."""
        return {"en": self.en, "zh-Hans": self.zh_hans}
