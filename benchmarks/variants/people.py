"""Invented people in four scripts; common names put together at random, nobody in particular."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

# Latin name, Cyrillic, Arabic, Greek: how newspapers of those scripts write it. Empty: not drawn for that script.
SPANISH_GIVEN = (
    ("José", "Хосе", "خوسيه", "Χοσέ"),
    ("María", "Мария", "ماريا", "Μαρία"),
    ("Luis", "Луис", "لويس", "Λουίς"),
    ("Carmen", "Кармен", "كارمن", "Κάρμεν"),
    ("Andrés", "Андрес", "أندريس", "Αντρές"),
    ("Lucía", "Лусия", "لوسيا", "Λουσία"),
    ("Ramón", "Рамон", "رامون", "Ραμόν"),
    ("Teresa", "Тереса", "تيريزا", "Τερέσα"),
    ("Sebastián", "Себастьян", "سيباستيان", "Σεμπαστιάν"),
    ("Ximena", "Химена", "خيمينا", "Χιμένα"),
    ("Ignacio", "Игнасио", "إغناسيو", "Ιγνάσιο"),
    ("Begoña", "", "", ""),
    ("Rocío", "", "", ""),
    ("Joaquín", "", "", ""),
    ("Íñigo", "", "", ""),
    ("Guadalupe", "", "", ""),
)
SPANISH_SURNAMES = (
    ("Gutiérrez", "Гутьеррес", "غوتيريز", "Γκουτιέρες"),
    ("Montenegro", "Монтенегро", "مونتينيغرو", "Μοντενέγκρο"),
    ("Figueroa", "Фигероа", "فيغيروا", "Φιγκερόα"),
    ("Salgado", "Сальгадо", "سالغادو", "Σαλγάδο"),
    ("Villanueva", "Вильянуэва", "فيلانويفا", "Βιγιανουέβα"),
    ("Carrasco", "Карраско", "كاراسكو", "Καράσκο"),
    ("Balbuena", "Бальбуэна", "بالبوينا", "Μπαλμπουένα"),
    ("Saldívar", "Сальдивар", "سالديفار", "Σαλδίβαρ"),
    ("Echeverría", "", "", ""),
    ("Ocaña", "", "", ""),
    ("Quiñones", "", "", ""),
    ("Zambrano", "", "", ""),
    ("Núñez", "", "", ""),
    ("Bermúdez", "", "", ""),
    ("Arriaga", "", "", ""),
    ("Lozano", "", "", ""),
    ("de la Vega", "", "", ""),
    ("del Olmo", "", "", ""),
    ("Castañeda", "", "", ""),
    ("Huamán", "", "", ""),
)
ENGLISH_GIVEN = (
    ("Robert", "Роберт", "روبرت", "Ρόμπερτ"),
    ("Margaret", "Маргарет", "مارغريت", "Μάργκαρετ"),
    ("Edward", "Эдвард", "إدوارد", "Έντουαρντ"),
    ("Victoria", "Виктория", "فيكتوريا", "Βικτόρια"),
    ("William", "Уильям", "ويليام", "Γουίλιαμ"),
    ("Jennifer", "Дженнифер", "جينيفر", "Τζένιφερ"),
    ("Stephen", "", "", ""),
    ("Katherine", "", "", ""),
    ("Douglas", "", "", ""),
    ("Philippa", "", "", ""),
    ("Nathaniel", "", "", ""),
    ("Rebecca", "", "", ""),
)
ENGLISH_SURNAMES = (
    ("Harrington", "Харрингтон", "هارينغتون", "Χάρινγκτον"),
    ("Whitaker", "Уитакер", "ويتاكر", "Γουίτακερ"),
    ("Lindqvist", "Линдквист", "ليندكفيست", "Λίντκβιστ"),
    ("Pemberton", "Пембертон", "بمبرتون", "Πέμπερτον"),
    ("Mackenzie", "Маккензи", "ماكنزي", "Μακένζι"),
    ("Fletcher", "Флетчер", "فليتشر", "Φλέτσερ"),
    ("O'Rourke", "", "", ""),
    ("Ashworth", "", "", ""),
    ("Delacroix", "", "", ""),
    ("Thornbury", "", "", ""),
    ("van der Meer", "", "", ""),
    ("McAllister", "", "", ""),
    ("Blackwood", "", "", ""),
    ("Prendergast", "", "", ""),
)
# Registered spelling, native script, other romanisations met in print.
SLAVIC_GIVEN = (
    ("Dmitry", "Дмитрий", ("Dmitri", "Dmitriy", "Dmitrii")),
    ("Yevgeny", "Евгений", ("Evgeny", "Evgenii", "Yevgeni")),
    ("Alexander", "Александр", ("Aleksandr", "Alexandr", "Aleksander")),
    ("Yulia", "Юлия", ("Julia", "Yuliya", "Iuliia")),
    ("Sergei", "Сергей", ("Sergey", "Serguei", "Sergej")),
    ("Ksenia", "Ксения", ("Xenia", "Kseniya", "Kseniia")),
)
SLAVIC_SURNAMES = (
    ("Voloshin", "Волошин", ("Voloschin", "Woloshin")),
    ("Kuznetsov", "Кузнецов", ("Kuznecov", "Kuznetzov", "Kusnezow")),
    ("Zhukovsky", "Жуковский", ("Zhukovskiy", "Jukovsky", "Zukovskij")),
    ("Khomyakov", "Хомяков", ("Homyakov", "Khomiakov", "Chomjakow")),
    ("Shcherbakov", "Щербаков", ("Scherbakov", "Sherbakov", "Shcherbakoff")),
    ("Belyaev", "Беляев", ("Beliaev", "Belyayev", "Belaiev")),
)
ARABIC_GIVEN = (
    ("Mohammed", "محمد", ("Muhammad", "Mohamed", "Mohammad")),
    ("Yusuf", "يوسف", ("Youssef", "Yousef", "Yousuf")),
    ("Fatima", "فاطمة", ("Fatema", "Fatimah", "Fatma")),
    ("Khalid", "خالد", ("Khaled", "Haled", "Jaled")),
    ("Nour", "نور", ("Noor", "Nur")),
    ("Hussein", "حسين", ("Husayn", "Hossein", "Husein")),
)
ARABIC_SURNAMES = (
    ("al-Khatib", "الخطيب", ("el-Khateeb", "Al Khatib", "alkhatib")),
    ("al-Masri", "المصري", ("el-Masry", "Al Massri", "almasri")),
    ("Shaheen", "شاهين", ("Shahin", "Chahine")),
    ("Qasim", "قاسم", ("Qassem", "Kassem", "Kasim")),
    ("Haddad", "حداد", ("Hadad", "Haddaad")),
    ("Darwish", "درويش", ("Darwich", "Darweesh", "Derwish")),
)
GREEK_GIVEN = (
    ("Giorgos", "Γιώργος", ("Yiorgos", "Yorgos", "Georgios")),
    ("Eleni", "Ελένη", ("Helene", "Elenē")),
    ("Nikolaos", "Νικόλαος", ("Nicolaos", "Nikolaus")),
    ("Vasiliki", "Βασιλική", ("Vassiliki", "Basiliki")),
)
GREEK_SURNAMES = (
    ("Papadakis", "Παπαδάκης", ("Papadhakis", "Papadaki")),
    ("Christodoulou", "Χριστοδούλου", ("Hristodoulou", "Christodulou")),
    ("Vlachos", "Βλάχος", ("Vlahos", "Blachos")),
    ("Mavridis", "Μαυρίδης", ("Mavrides", "Maurides")),
)
SHORT = {
    "José": "Pepe", "María": "Mari", "Ignacio": "Nacho", "Guadalupe": "Lupita", "Teresa": "Tere", "Robert": "Bob",
    "Margaret": "Peggy", "William": "Bill", "Edward": "Ted", "Katherine": "Kate", "Rebecca": "Becky",
    "Stephen": "Steve",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented person and everything the register is told about them."""

    kind: str
    """`es`, `en`, `slavic`, `arabic` or `greek`."""
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    native: str = ""
    """The name in its own script, for the last three kinds."""
    abroad: dict[str, str] = field(default_factory=dict)
    """Given name and one surname in `cyrillic`, `arabic` and `greek` letters, where drawn."""
    other: tuple[str, ...] = ()
    """Other romanisations of given name and surname, as printed."""
    nickname: str = ""
    phone: str = ""
    identity: str = ""
    plate: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """The name as it stands in the register."""
        return " ".join((*self.given, *self.surnames))


def people(count: int, seed: int) -> list[Invented]:
    """Draw so many people: 40 % Spanish, 30 % English, 10 % of each other kind."""
    rng = random.Random(seed)  # noqa: S311 - reproducible numbers are wanted here
    kinds = ["es"] * 4 + ["en"] * 3 + ["slavic", "arabic", "greek"]
    return [_person(kinds[number % len(kinds)], rng) for number in range(count)]


def _person(kind: str, rng: random.Random) -> Invented:
    common = {
        "nickname": rng.choice(("el Tuerto", "la Chispa", "Zurdo", "the Professor", "Moose", "Grillo")),
        "phone": rng.choice(("+52 55 1{} {}", "+34 69{} {}", "+1 213 {} {}")).format(
            rng.randrange(2000, 9999), rng.randrange(100, 999)
        ),
        "identity": f"{rng.randrange(10_000_000, 99_999_999)}{rng.choice('TRWAGMYFPDXBNJZSQVHLCKE')}",
        "plate": f"{rng.randrange(1000, 9999)} {''.join(rng.choices('BCDFGHJKLMNPRSTVWXYZ', k=3))}",
        "address": f"{rng.choice(('Calle', 'Avenida'))} de los {rng.choice(('Robles', 'Cedros', 'Olmos'))} "
        f"{rng.randrange(2, 180)}",
    }
    if kind in ("es", "en"):
        return _latin(kind, rng, common)
    givens, surnames = {
        "slavic": (SLAVIC_GIVEN, SLAVIC_SURNAMES),
        "arabic": (ARABIC_GIVEN, ARABIC_SURNAMES),
        "greek": (GREEK_GIVEN, GREEK_SURNAMES),
    }[kind]
    given, surname = rng.choice(givens), rng.choice(surnames)
    return Invented(
        kind=kind,
        given=(given[0],),
        surnames=(surname[0],),
        native=f"{given[1]} {surname[1]}",
        other=(rng.choice(given[2]), rng.choice(surname[2])),
        **common,  # type: ignore[arg-type]
    )


def _latin(kind: str, rng: random.Random, common: dict[str, str]) -> Invented:
    givens, surnames = (SPANISH_GIVEN, SPANISH_SURNAMES) if kind == "es" else (ENGLISH_GIVEN, ENGLISH_SURNAMES)
    given = rng.sample(givens, 2 if rng.random() < 0.4 else 1)
    family = rng.sample(surnames, 2 if kind == "es" else 1)
    scripts = ("cyrillic", "arabic", "greek")
    abroad = {
        script: f"{given[0][place]} {family[0][place]}"
        for place, script in enumerate(scripts, start=1)
        if given[0][place] and family[0][place]
    }
    return Invented(
        kind=kind,
        given=tuple(one[0] for one in given),
        surnames=tuple(one[0] for one in family),
        abroad=abroad,
        **common,  # type: ignore[arg-type]
    )
