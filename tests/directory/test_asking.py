from __future__ import annotations

import pytest

from bot.directory.asking import find_private_question
from bot.directory.asking_words import ASKING
from bot.i18n.locales import read_languages

# Five things that nobody may be asked for (status, papers, nationality, birthplace, identity number), then a demand.
ASKED = {
    "en": (
        "What is your immigration status?",
        "Do you have legal papers?",
        "What is your nationality?",
        "Where were you born?",
        "What is your A-number",
        "Please send us your passport number.",
    ),
    "es": (
        "¿Cuál es su situación migratoria?",
        "¿Tiene papeles?",
        "Cuál es su nacionalidad",
        "¿De qué país viene?",
        "¿Cuál es su número de identificación?",
        "Escriba su lugar de nacimiento.",
    ),
    "vi": (
        "Tình trạng di trú của quý vị là gì?",
        "Quý vị có giấy tờ hợp pháp không?",
        "Quốc tịch của quý vị là gì",
        "Quý vị sinh ra ở đâu?",
        "Số an sinh xã hội của quý vị là gì?",
        "Xin cho chúng tôi biết số hộ chiếu của quý vị.",
    ),
    "zh": (
        "您的移民身份是什么？",
        "您有合法证件吗",
        "您的国籍是什么？",
        "您在哪里出生？",
        "您的社会安全号是多少?",
        "请告诉我们您的护照号码。",
    ),
    "ar": (
        "ما هو وضعكم من ناحية الهجرة؟",
        "هل لديكم أوراق قانونية",
        "ما جنسيتكم؟",
        "أين وُلدتم؟",
        "ما هو رقم الضمان الاجتماعي الخاص بكم؟",
        "يرجى إرسال رقم جواز سفركم.",
    ),
    "fa": (
        "وضعیت مهاجرتی شما چیست؟",
        "آیا اسناد قانونی دارید",
        "تابعیت شما چیست؟",
        "در کجا تولد شده‌اید؟",
        "شماره سوشیال سکیوریتی شما چند است؟",
        "لطفاً شماره‌ی پاسپورت خود را بنویسید.",
    ),
    "sw": (
        "Hali yako ya uhamiaji ni ipi?",
        "Je, una makaratasi ya kisheria",
        "Uraia wako ni wa nchi gani?",
        "Ulizaliwa wapi?",
        "Namba yako ya kitambulisho ni nini?",
        "Tafadhali tuma namba ya pasipoti yako.",
    ),
    "fr": (
        "Quel est votre statut migratoire ?",
        "Avez-vous des papiers",
        "Quelle est votre nationalité ?",
        "Où êtes-vous né(e) ?",
        "Quel est votre numéro de sécurité sociale ?",
        "Veuillez nous indiquer votre numéro de passeport.",
    ),
}
TOLD = {
    "en": ("Your immigration status does not matter.", "Please do not send your passport number."),
    "es": ("Su estatus migratorio no importa.", "Por favor no mande su número de pasaporte."),
    "vi": ("Tình trạng di trú không quan trọng.", "Xin đừng gửi số hộ chiếu của quý vị."),
    "zh": ("移民身份没有关系。", "请不要发护照号码。"),
    "ar": ("وضع الهجرة لا يهم.", "من فضلكم لا ترسلوا رقم جواز السفر."),
    "fa": ("وضعیت مهاجرتی مهم نیست.", "لطفاً شماره پاسپورت خود را نفرستید."),
    "sw": ("Hali ya uhamiaji haijalishi.", "Tafadhali usitume namba ya pasipoti yako."),
    "fr": ("Le statut migratoire ne compte pas.", "N'envoyez pas votre numéro de passeport."),
}


def test_every_language_that_we_answer_in_has_its_words() -> None:
    answered_in = {row.code for row in read_languages().interface}
    assert answered_in <= ASKING.keys() == ASKED.keys() == TOLD.keys()


@pytest.mark.parametrize("language", ASKED)
def test_each_language_is_seen_by_its_own_words(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.directory.asking.ASKING", {language: ASKING[language]})
    assert [text for text in ASKED[language] if find_private_question(text) is None] == []


@pytest.mark.parametrize("language", TOLD)
def test_what_only_informs_passes_in_each_language(language: str) -> None:
    assert [text for text in TOLD[language] if find_private_question(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Call us. What is your immigration status?",
        "Are you a citizen?",
        "Please send us your Social Security number.",
        "Enter your A-Number",
        "Where were you born?",
        "¿Tiene papeles?",
        "Llame. ¿Cuál es su estatus migratorio?",
        "Diga su número de seguro social.",
        "Por favor, escriba su nacionalidad",
    ],
)
def test_asking_for_status_papers_or_numbers_is_found(text: str) -> None:
    assert find_private_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "Immigration status does not matter, and you do not have to prove it.",
        "Schools must not ask about or require immigration papers or a Social Security number.",
        "Do not give your Social Security number by phone.",
        "Never send us your passport number.",
        "The state's own form has a place for a Social Security number.",
        "Citizenship class. Do you want to learn English?",
        "El estatus migratorio no importa.",
        "Need help? Call us.",
        "Tell us how many people live with you.",
        "",
    ],
)
def test_texts_that_only_inform_pass(text: str) -> None:
    assert find_private_question(text) is None


def test_the_sentence_to_blame_is_shown_alone() -> None:
    assert find_private_question("It is free. Are you a citizen? Call us.") == "Are you a citizen?"
