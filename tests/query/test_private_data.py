from __future__ import annotations

import pytest

from bot.query.private_data import holds_private_number


@pytest.mark.parametrize(
    "text",
    [
        "my ssn is 123-45-6789",
        "ssn 123 45 6789",
        "soy A123456789",
        "A# 123 456 789",
        "llame al 505-555-0123",
        "(505) 555 0123",
        "+1 505 555 0123",
        "٥٠٥٥٥٥٠١٢٣",
        "رقمي ١٢٣-٤٥-٦٧٨٩",
        "۱۲۳-۴۵-۶۷۸۹",
        "card 4111 1111 1111 1111",
        "write me at someone@example.org",
        "born 03/14/1988",
        "I live at 120 Central Ave",
        "i live at 120 zuni",
        "vivo en el 2318 de la calle Mirlo",
        "我住中央大道1234号",
        "улица Мира 15",
        "my passport X5550123 expired",
        "护照E12345678",
        "паспорт 55 0155001",
        "born May 3, 1990",
        "nací el 3 de mayo de 1990",
        "1988年3月出生",
    ],
)
def test_a_number_that_names_a_person_is_noticed(text: str) -> None:
    assert holds_private_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I live in 87102",
        "dentist near 87102-1234",
        "rent is $1200",
        "debo 1,250.50 de renta",
        "my kid is 12",
        "tengo 65 años",
        "i have 3 kids 4 7 and 11",
        "open at 8:30 or 17:00?",
        "call 911 or 988",
        "since 2019",
        "court on 12/05/2026",
        "hearing March 3, 2027",
        "I live in 87108 near Central",
        "bus 66 at 8:30",
        "rent went from $1,200 to $1,450",
        "我今年45岁",
        "عمري ٣٤ سنة",
    ],
)
def test_a_zip_code_a_price_an_hour_or_an_age_is_not(text: str) -> None:
    assert not holds_private_number(text)
