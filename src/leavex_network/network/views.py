"""Views of a collection: its rows, its Arrow stream, one of its languages, an earlier day."""

from datetime import date
from typing import TYPE_CHECKING, Literal, Self, overload

from leavex_network.errors import ArgumentError, quoted
from leavex_network.models.about import About
from leavex_network.models.frozen import kept_property
from leavex_network.network import criteria, history
from leavex_network.network.collection import Collection, E
from leavex_network.network.rows import JsonRow, Row, json_rows, rows
from leavex_network.places.languages import tag

# Arrow, charts and other languages are imported with their first use: to load a network, none is.
if TYPE_CHECKING:
    from leavex_network.network.notebook import Table


class Views(Collection[E]):
    """A collection in other forms: as rows and columns, in one language, as of a day."""

    __slots__ = ()

    @overload
    def rows(self, mode: Literal["python"] = "python") -> list[Row]: ...
    @overload
    def rows(self, mode: Literal["json"]) -> list[JsonRow]: ...
    def rows(self, mode: Literal["python", "json"] = "python") -> list[Row] | list[JsonRow]:
        """Return a dict for each entry, with the same keys in each.

        `id`, `kind`, `name`, `url`, `description` and `status` are strings, `extra` is an object in
        JSON; `also_at`, `hashtags`, `territories` and `sources` lists of strings; `listed`,
        `concluded` and `closes` dates or None; the others, such as `archived`, strings or None.

        Two columns follow from the fields: `host`, that of the main address, and `languages`, those
        in which the entry has texts here (BCP 47), first that of its description, or of its name if
        it has none, then those of its translations. A localized network has no translations.

        Args:
            mode: `json` for values that JSON has: the days are strings `YYYY-MM-DD`.

        Raises:
            ArgumentError: There is no such mode.
        """
        if mode == "json":
            return json_rows(self._entries, self.about.language)
        if mode != "python":
            raise ArgumentError(f"`mode` is 'python' or 'json', not {quoted(mode)}")
        return rows(self._entries, self.about.language)

    def table(self, limit: int | None = 50) -> "Table":
        """Return the network as a table in its language, which notebooks show in HTML.

        `str(network.table())` is the same as text. A column that is empty in each row is left out.

        Args:
            limit: At most this many rows, the first ones, with a line on how to show the others;
                None for all.

        Raises:
            ArgumentError: The limit is negative.
            ArgumentTypeError: It is no whole number.
        """
        from leavex_network.network.notebook import Table

        most = None if limit is None else criteria.BY_NAME["limit"].number(limit)
        return Table(self._entries, self.about, most)

    def localize(self, language: str) -> Self:
        """Return the network in one language, without translations.

        `de-AT` falls back to `de`, and that to the original. Texts that stay in the original say so
        in `name_language`, `description_language` and `about.text_language`. Localizing a localized
        network starts from its original.

        Args:
            language: BCP 47.

        Raises:
            UnknownValueError: There is no such language.
        """
        from leavex_network.network import localization

        wanted, own = tag(language), self.about.language
        if self._source is not None and own == wanted:
            return self
        original = self._original()
        if original is not None:
            return original.localize(wanted)
        kept = self._localized.get(wanted)
        if kept is not None:
            return self._derived(*kept, source=self)
        entries = [localization.localize_entry(entry, wanted, own) for entry in self._entries]
        about = localization.localize_about(self.about, wanted)
        found = self._derived(entries, about, source=self)
        # One language alone: the entries of a large network take as much memory again.
        self._localized.clear()
        self._localized[wanted] = (tuple(found), about)
        return found

    @kept_property
    def _localized(self) -> dict[str, tuple[tuple[E, ...], About]]:
        """The entries and the metadata in the language that was wanted last.

        They are no network, which would keep this one alive and be kept by it.
        """
        return {}

    def as_of(self, day: date | str) -> Self:
        """Return the network with the entries that the page listed at the end of that day.

        Entries listed later are left out (those without a known day stay), petitions concluded
        later are active again, and the edition is at most that day. It selects entries; it does not
        restore earlier texts or labels.

        Args:
            day: A date, or a string `YYYY-MM-DD`.

        Raises:
            ArgumentError: It is no day.
            ArgumentTypeError: It is neither a date nor a string.
        """
        until = history.read_day(day)
        edition = self.about.edition and min(self.about.edition, until)
        about = self.about.model_copy(update={"edition": edition})
        original = self._original()
        source = None if original is None else original.as_of(until)
        return self._derived(history.entries_as_of(self._entries, until), about, source=source)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the entries as a new Arrow stream: see `leavex_network.network.arrow`.

        It has the schema of every network: by the protocol, a requested one is a wish.
        """
        from leavex_network.network import arrow

        return arrow.stream(self._entries, self.about).__arrow_c_stream__()

    def __arrow_c_schema__(self) -> object:
        """Return the Arrow schema of the stream."""
        from leavex_network.network import arrow

        return arrow.schema(self.about).__arrow_c_schema__()
