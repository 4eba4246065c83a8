"""What each spreadsheet holds: the single source for the loader, the checks and docs/data-dictionary.md.

Meanings are written for the person who fills the sheet in. HSDS terms name the field of the Human Services
Data Specification 3.1 that holds the same fact; empty where it has none.
"""

from __future__ import annotations

from bot.directory.columns import LANGUAGE_MARK, Column, Kind, Presence, SheetSchema
from bot.directory.model import NONE_OF_OURS
from bot.directory.services_schema import SERVICES
from bot.i18n.locales import REVIEWS

URGENT_CLASSES = ("emergency", "shelter_tonight", "crisis", "domestic_violence", "detention")
"""Classes of urgent messages; each has its own card and needs at least one hotline."""

PRIVATE_STATUS = "status"
"""The label of phrases in which people tell their own or their family's immigration status."""

_PROPERTIES = (
    *("no_id", "no_ssn", "no_address", "no_insurance", "free", "walk_in", "wheelchair", "pets", "near_me"),
    *("open_now", "open_tonight", "open_weekend", "open_monday", "open_tuesday", "open_wednesday", "open_thursday"),
    *("open_friday", "open_saturday", "open_sunday"),
    *("for_children", "for_women", "for_men", "for_youth", "for_elders", "for_families"),
)
EXPRESSION_KINDS = (
    *_PROPERTIES,
    f"language_{LANGUAGE_MARK}",
    *("neighborhood", "filler", "unwanted", "contrast"),
    *(f"urgent_{name}" for name in URGENT_CLASSES),
)
"""What a short expression can say. `language_vi` asks for staff who speak Vietnamese; any language code may follow."""

INFO_LINES = "info"
"""Hotlines for general questions such as 2-1-1, offered when nothing else fits."""

BASE_LANGUAGES = ("en", "es")
"""Languages in which every label must be written."""

TRANSLATABLE = ("description", "eligibility", "cost", "documents", "how_to_apply", "hours", "alert")
"""The columns of services.csv that staff translate; names never are."""

_FILLED, _HEADING = Presence.FILLED, Presence.HEADING

NEEDS = SheetSchema(
    path="needs.csv",
    meaning="The needs that services, phrases and questions refer to, with their labels.",
    key=("id",),
    needs_rows=True,
    columns=(
        Column(
            "id",
            Kind.NEED_ID,
            "A category (housing), a need (housing.rent_help), a topic beside (adjacent:food), an urgent class "
            "(urgent:crisis) or a question about the bot (about:trust).",
            "taxonomy_term.id",
            "housing.rent_help",
            _FILLED,
        ),
        Column("covers", Kind.TEXT, "What belongs to it, for staff.", "taxonomy_term.description", "rent, deposits"),
        Column(
            "label_<lang>",
            Kind.TEXT,
            "Its short name on buttons, one column for each language.",
            "taxonomy_term.name",
            "Help paying rent",
            Presence.BASE,
            shown=True,
        ),
    ),
)

HOTLINES = SheetSchema(
    path="hotlines.csv",
    meaning="Numbers on the urgent cards. The first of a class leads its card.",
    key=("id",),
    needs_rows=True,
    columns=(
        Column("id", Kind.SLUG, "A short name that never changes.", "service.id", "988", _FILLED),
        Column(
            "urgent",
            Kind.CHOICE,
            "The class of the card, or info for general lines such as 2-1-1.",
            "",
            "crisis",
            _FILLED,
            (*URGENT_CLASSES, INFO_LINES),
        ),
        Column(
            "name",
            Kind.TEXT,
            "What the line is called.",
            "service.name",
            "988 Lifeline",
            _FILLED,
            shown=True,
            one_line=True,
        ),
        Column("phone", Kind.PHONE, "The number to call.", "phone.number", "988", _HEADING),
        Column("sms", Kind.PHONE, "A number that reads text messages.", "phone.number", "988"),
        Column("website", Kind.URL, "A web page of the line.", "service.url", "https://example.org"),
        Column("hours", Kind.TEXT, "When somebody answers.", "schedule.description", "Day and night", shown=True),
        Column("languages", Kind.LANGUAGES, "Language codes separated by semicolons.", "language.code", "en;es"),
        Column(
            "service_area",
            Kind.TEXT,
            "Two letters such as US for a line of the whole country, with which a new directory begins.",
            "service_area.name",
            "US",
        ),
        Column(
            "purpose_<lang>",
            Kind.TEXT,
            "One short line that says when to use it, one column for each language.",
            "service.description",
            "When life feels too heavy",
            Presence.BASE,
            shown=True,
            one_line=True,
        ),
        Column(
            "source_url",
            Kind.URLS,
            "The web pages the facts come from, separated by a bar: |",
            "",
            "https://example.org",
            _FILLED,
        ),
        Column("source_date", Kind.TEXT, "The date the page shows.", "", "2026"),
    ),
)

PARTNERS = SheetSchema(
    path="partners.csv",
    meaning="Organisations that hand out links. Their code is counted, never who used it.",
    key=("code",),
    columns=(
        Column("code", Kind.PARTNER_CODE, "One to four small letters or digits.", "", "lib", _FILLED),
        Column("name", Kind.TEXT, "The organisation.", "organization.name", "Main Library", _FILLED, shown=True),
    ),
)

QUESTIONS = SheetSchema(
    path="questions.csv",
    meaning="Test questions: what somebody might ask and what they should find.",
    key=("text",),
    columns=(
        Column("text", Kind.TEXT, "The question, as a resident would type it.", "", "cannot pay my rent", _FILLED),
        Column("language", Kind.LANGUAGE, "Its language code.", "", "en", _HEADING),
        Column(
            "expected",
            Kind.ANSWER,
            "The need or the service it should find; none when it should find nothing.",
            "",
            "housing.rent_help",
            _FILLED,
        ),
    ),
)

PHRASES = SheetSchema(
    path="phrases/<lang>.csv",
    meaning="Words people use for a need, one file for each language.",
    key=("need", "phrase"),
    columns=(
        Column(
            "need",
            Kind.NEED,
            "An id from needs.csv, or none for words that are not ours, such as the weather.",
            "",
            "housing.rent_help",
            _FILLED,
        ),
        Column("phrase", Kind.TEXT, "What people say.", "", "help with rent", _FILLED),
    ),
)

URGENT_PHRASES = SheetSchema(
    path="urgent_phrases/<lang>.csv",
    meaning="Words that must bring up an urgent card before anything else, one file for each language.",
    key=("urgent", "phrase"),
    columns=(
        Column(
            "urgent",
            Kind.CHOICE,
            "The urgent class, or none for harmless words that look like one.",
            "",
            "crisis",
            _FILLED,
            (*URGENT_CLASSES, NONE_OF_OURS),
        ),
        Column("phrase", Kind.TEXT, "What people say.", "", "I want to die", _FILLED),
    ),
)

PRIVATE_PHRASES = SheetSchema(
    path="private_phrases/<lang>.csv",
    meaning="How people tell us private things, so that we can say that they need not. One file for each language.",
    key=("private", "phrase"),
    columns=(
        Column(
            "private",
            Kind.CHOICE,
            "status for words about somebody's own papers, or none for ordinary words that look like it.",
            "",
            "none",
            _FILLED,
            (PRIVATE_STATUS, NONE_OF_OURS),
        ),
        Column("phrase", Kind.TEXT, "What people say.", "", "what should I bring", _FILLED),
    ),
)

EXPRESSIONS = SheetSchema(
    path="expressions/<lang>.csv",
    meaning="Short words inside a question that ask for a property, or that say nothing about the need.",
    key=("kind", "phrase"),
    columns=(
        Column(
            "kind",
            Kind.CHOICE,
            "What the words ask for, such as free or open_now; neighborhood for a part of the city; filler for "
            "greetings and polite words; unwanted for words that push away what follows; contrast for words such as "
            "but; urgent_crisis and its like for words that mean danger wherever they stand.",
            "",
            "free",
            _FILLED,
            EXPRESSION_KINDS,
        ),
        Column("phrase", Kind.TEXT, "What people say, one to five words.", "", "at no cost", _FILLED),
    ),
)

TRANSLATIONS = SheetSchema(
    path="translations/<lang>.csv",
    meaning="Texts of services in another language, one file for each language. Names are never translated.",
    key=("id", "field"),
    columns=(
        Column("id", Kind.SERVICE, "The id of the service.", "service.id", "casa-norte-rent", _FILLED),
        Column(
            "field",
            Kind.CHOICE,
            "Which column of services.csv the text stands for.",
            "",
            "description",
            _FILLED,
            TRANSLATABLE,
        ),
        Column("text", Kind.TEXT, "The translation.", "", "Ayuda a pagar un mes de renta.", _FILLED, shown=True),
        Column("review", Kind.CHOICE, "Who has read it.", "", "draft", _FILLED, REVIEWS),
    ),
)

ZIP_CENTERS = SheetSchema(
    path="zip_centers.csv",
    meaning="Every ZIP code of the state and about where its middle is. For distances, and to tell a ZIP code outside "
    "our area from a typing error.",
    key=("zip",),
    columns=(
        Column("zip", Kind.ZIP, "The ZIP code.", "address.postal_code", "87102", _FILLED),
        Column("county", Kind.TEXT, "Its county, without the word County.", "address.region", "Bernalillo", _HEADING),
        Column(
            "latitude",
            Kind.LATITUDE,
            "Degrees north of its middle (WGS 84); empty where it has no area, as for mail boxes.",
            "",
            "35.0818",
            _HEADING,
        ),
        Column("longitude", Kind.LONGITUDE, "Degrees east of its middle (WGS 84).", "", "-106.6482", _HEADING),
        Column("source", Kind.TEXT, "Who says so.", "", "GeoNames", _FILLED),
    ),
)

SPOKEN = (PHRASES, URGENT_PHRASES, PRIVATE_PHRASES, EXPRESSIONS)
"""The sheets that hold what people say."""

SHEETS = (SERVICES, NEEDS, HOTLINES, PARTNERS, QUESTIONS, ZIP_CENTERS, *SPOKEN, TRANSLATIONS)
"""Every sheet, in the order of the data dictionary."""

AREA_FILE = "directory.toml"
"""The file that says which city this is; see area.py."""
