"""One whole way in the languages most asked for: question, list, place, card, desk, sending on, report, file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.journeys.test_browsing import tap

if TYPE_CHECKING:
    from bot.demo import DemoServer
    from bot.i18n.translations import Translations

QUESTIONS: Final = {
    "en": "I need free counseling, I am so sad since my mother died",
    "es": "necesito consejería, estoy muy triste desde que murió mi mamá",
    "ar": "محتاجة جلسات مع معالج نفسي لأني قلقانة طول الوقت",
    "fa": "از وقتی مادرم فوت کرد خیلی غمگین هستم، مشاور روانی میخواهم",
    "zh": "妈妈去世后我一直很难过，想找心理咨询",
    "vi": "từ khi mẹ mất tôi buồn quá, muốn gặp người tư vấn tâm lý",
}


@pytest.mark.parametrize("language", QUESTIONS)
async def test_from_a_question_to_a_file_to_keep(
    telegram: DemoServer, translations: Translations, language: str
) -> None:
    t = translations.translator(language)
    ana = telegram.user(language_code=language)
    answer = await ana.ask(QUESTIONS[language])
    assert "1. " in answer.text and not answer.text.startswith("988")

    listed = await tap(ana, answer, t.gettext("More"))
    free = t.gettext("Free")
    narrowed = listed if f"✓ {free}" in listed.labels else await tap(ana, listed, free)
    assert f"✓ {free}" in narrowed.labels
    where = await tap(ana, narrowed, t.gettext("Near me"))
    assert t.gettext("Where should it be near?") in where.text
    closed, near = await ana.ask("87102"), await ana.wait_for_message()
    assert t.gettext("I took the place button away.") in closed.text
    assert t.gettext("Nearest first. Miles are in a straight line: the way is longer.") in near.text
    assert f"✓ {free}" in near.labels

    card = await tap(ana, near, "1. ")
    desk = await tap(ana, card, t.gettext("Show at the desk"))
    if language == "en":  # who reads English chooses the language to be interpreted
        desk = await tap(ana, desk, "Somali")
    english = t.language.english_name if language != "en" else "Somali"
    assert f"Hello. I speak {english}." in desk.text and "I need an interpreter, please." in desk.text
    card = await tap(ana, desk, t.gettext("Back"))
    choice = await tap(ana, card, t.gettext("Send in another language"))
    sent = await tap(ana, choice, "Kiswahili")
    assert "Kiswahili" in sent.text and card.text.splitlines()[0].strip("\u200f\u2068\u2069") in sent.text
    assert sent.message_id != choice.message_id and sent.labels == ()

    card = await tap(ana, choice, t.gettext("Back"))
    wrong = await tap(ana, card, t.gettext("Something is wrong"))
    thanks = await tap(ana, wrong, t.gettext("It has moved"))
    assert t.gettext("Thank you. Staff will check it.") in thanks.text
    lists = await ana.ask("/pack")
    file = await tap(ana, lists, lists.labels[1])
    assert file.attachment and file.attachment.kind == "document"
