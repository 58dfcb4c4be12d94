"""Large registers of invented people, for speed and false flags: common given names, surnames made and common."""

from __future__ import annotations

import random

from secondsource.shielding.register.entry import Protected, Register


def listed(text: str) -> list[str]:
    """Return the words of a list written out."""
    return text.split()


GIVEN = listed(
    """
    José María Juan Luis Carlos Jorge Pedro Ana Carmen Laura Elena Sofía Miguel Ángel Antonio Francisco Javier
    Daniel David Andrés Fernando Ricardo Roberto Alejandro Eduardo Marta Rosa Teresa Lucía Patricia Gabriela
    Verónica Diego Pablo John Mary James Robert Michael William Richard Thomas Susan Linda Barbara Elizabeth
    Jennifer Sarah Karen Nancy Lisa Margaret Kevin Brian Mark Paul Steven Andrew Emily Laura Anna Peter George
    Frank Alice Helen Ruth Grace Claire
    """
)
COMMON_SURNAMES = listed(
    """
    García Martínez López González Rodríguez Hernández Pérez Sánchez Ramírez Cruz Flores Gómez Morales Vázquez
    Jiménez Reyes Díaz Torres Gutiérrez Ruiz Mendoza Aguilar Ortiz Moreno Castillo Romero Álvarez Rivera Chávez
    Ramos Herrera Medina Vargas Castro Guzmán Fernández Rojas Muñoz Ortega Salazar Delgado Peña Ríos Navarro
    Campos Vega Soto Cortés Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore
    Martin Jackson Thompson White Lewis Lee Walker Hall Allen Young King Wright Scott Green Baker Adams Nelson
    Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed
    Cook Morgan Bell Murphy Bailey Cooper Richardson Cox
    """
)
HEADS = listed(
    """
    Al An Ar Bal Bar Be Bo Bra Ca Cas Cha Co Cor Da De Do Du E Es Fa Fer Fi Fon Ga Ge Go Gran Gu Hal Har He Hi
    Ho Hun I Jor Ka Ken La Lan Le Li Lo Ma Mar Me Mi Mo Mon Na Ne No O Or Pa Pe Po Pra Que Ra Re Ri Ro Sa San Se
    Si So Sta Ta Te To Tre Ur Va Ve Vi Wa Wel Wi Ya Za Zu
    """
)
MIDDLES = listed(
    """
    ba be bo ca co da de di ga go la le li lo ma me mi na ne ni no ra re ri ro sa se ta te ti to va vi
    """
)
TAILS = listed(
    """
    bert cano ción cher court da dal des do ford gas ham iz ley lla llo lo man mas mez món nas ner nez no ria
    rio rra rres rro sa sen so son ston tes ton toya tt val vedo via vo well wick win wood worth za zo
    """
)


def surnames(rng: random.Random, count: int) -> list[str]:
    """Make so many different surnames of syllables."""
    made: dict[str, None] = {}
    while len(made) < count:
        middle = "".join(rng.choices(MIDDLES, k=rng.choice((0, 1, 1, 2))))
        made[rng.choice(HEADS) + middle + rng.choice(TAILS)] = None
    return list(made)


def crowd(count: int, seed: int = 5) -> Register:
    """Return a register of so many people; a third of the surnames are common ones, the others rare."""
    rng = random.Random(seed)  # noqa: S311 - reproducible numbers are wanted here
    rare = surnames(rng, min(20_000, count))
    entries = []
    for number in range(count):
        given = " ".join(rng.sample(GIVEN, rng.choice((1, 1, 2))))
        family = [rng.choice(COMMON_SURNAMES) if rng.random() < 1 / 3 else rng.choice(rare) for _ in range(2)]
        name = f"{given} {' '.join(family[: rng.choice((1, 2))])}"
        entries.append(Protected(id=f"p-{number + 1}", name=name))
    return Register(entries=tuple(entries))
