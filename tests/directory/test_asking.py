from __future__ import annotations

import pytest

from bot.directory.asking import find_private_question


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
