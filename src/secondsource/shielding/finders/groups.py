"""What narrows a person down without naming anybody: nationality, people, faith, occupation, illness, age, amounts.

Together with a place and a date such words can be enough (quasi-identifiers, Sweeney 2000). They are open: a person
decides which of them the story needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from secondsource.shielding.finders.found import Found
from secondsource.shielding.finders.kin import find_kin

_NATIONS: Final = """
afghan albanian algerian american andorran angolan argentin armenian australian austrian azerbaijani bahraini
bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese cambodian cameroonian canadian
chadian chechen chilean chinese colombian congolese croat croatian cuban cypriot czech danish dane dominican dutch
ecuadorian ecuadorean egyptian emirati english eritrean estonian ethiopian european filipino finnish finn french
frenchman georgian german ghanaian greek guatemalan haitian honduran hungarian icelandic indian indonesian iranian
iraqi irish israeli italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovar kurd kurdish kuwaiti
kyrgyz latvian lebanese liberian libyan lithuanian macedonian malian maltese mauritanian mexican moldovan mongolian
montenegrin moroccan nepalese nicaraguan nigerian norwegian pakistani palestinian panamanian paraguayan persian
peruvian polish pole portuguese puerto-rican qatari romanian russian rwandan salvadoran saudi scottish senegalese
serb serbian singaporean slovak slovakian slovene slovenian somali spaniard spanish sudanese swede swedish swiss
syrian taiwanese tajik tanzanian tatar thai tibetan togolese tunisian turk turkish turkmen ugandan ukrainian
uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean afgano albanés alemán argelino argentino
armenio australiano austríaco belga boliviano bosnio brasileño británico búlgaro camboyano canadiense catalán checo
checheno chileno chino chipriota colombiano congoleño coreano costarricense croata cubano danés dominicano
ecuatoriano egipcio escocés eslovaco esloveno español estadounidense estonio etíope filipino finlandés francés
galés georgiano ghanés griego guatemalteco haitiano holandés hondureño húngaro indio inglés iraní iraquí irlandés
israelí italiano jamaicano japonés jordano kazajo keniano kurdo letón libanés libio lituano macedonio maliense
maltés marroquí mexicano moldavo neerlandés nepalí nicaragüense nigeriano noruego pakistaní palestino panameño
paraguayo peruano polaco portugués puertorriqueño rumano ruso salvadoreño saudí senegalés serbio sirio somalí
sudanés sueco suizo tailandés tunecino turco ucraniano uruguayo vasco venezolano vietnamita yemení
"""
_PEOPLES: Final = """
aboriginal alawite alevi anglican arab armenian ashkenazi asian atheist aymara baptist basque berber black buddhist
catalan catholic caucasian christian coptic copt creole druze evangelical garifuna gypsy hazara hindu hispanic hutu
igbo indigenous inuit islamic jew jewish k'iche' latino maasai mapuche maya mayan mennonite methodist miskito
mixtec mormon muslim nahua orthodox pashtun pentecostal presbyterian protestant quechua roma romani rohingya sami
scientologist sephardic shia shiite sikh sunni tamil traveller tutsi uighur uyghur yazidi yoruba zapotec zulu
afrodescendiente árabe ateo budista católico cristiano evangélico garífuna gitano hindú indígena islámico judío
mapuche maya mestizo mixteco mormón musulmán nahua ortodoxo otomí pentecostal protestante quechua rarámuri
testigo-de-jehová tzotzil tzeltal zapoteco gay lesbian bisexual transgender transsexual homosexual lesbiana
transexual
"""
_OCCUPATIONS: Final = """
accountant advocate activist actor actress agronomist ambassador anaesthetist analyst architect archivist artist
assistant athlete auctioneer author baker banker barber barrister bishop blogger bookkeeper boxer bricklayer broker
builder businessman businesswoman butcher cameraman captain caretaker carpenter cashier chairman chairwoman
chauffeur chef chemist cleaner clerk coach colonel columnist commander composer conscript constable contractor cook
corporal councillor courier craftsman dancer dentist deputy designer detective diplomat director doctor driver
economist editor electrician engineer entrepreneur farmer filmmaker firefighter fireman fisherman foreman gardener
gendarme general geologist goldsmith governor grocer guard gynaecologist hairdresser headmaster historian hunter
imam inspector interpreter jeweller jockey journalist judge labourer landlord lawyer lecturer librarian lieutenant
lorry-driver magistrate manager manicurist mason mayor mechanic merchant midwife miller miner minister missionary
model monk musician naturalist neurologist notary novelist nun nurse officer ophthalmologist optician painter
paramedic pastor pathologist pharmacist philosopher photographer physician physicist physiotherapist pilot plumber
poet policeman policewoman politician porter postman potter priest principal printer producer professor programmer
prosecutor psychiatrist psychologist publisher rabbi radiologist receptionist researcher reporter sailor salesman
scientist sculptor secretary senator sergeant servant shepherd shoemaker shopkeeper singer smith social-worker
soldier solicitor statistician steward stockbroker student supervisor surgeon surveyor tailor taxi-driver teacher
technician trader trainer translator treasurer typist veterinarian vicar waiter waitress warden watchmaker weaver
welder writer zoologist abogado abogada actor actriz agricultor albañil alcalde alcaldesa archivista artista
arquitecto auditor banquero barbero bombero cajero camarero camionero cantante carnicero carpintero cartero
catedrático chofer cirujano cocinero comadrona comerciante concejal conductor contador contratista coronel dentista
diputado director diseñador doctor doctora economista editor electricista empleado empresario enfermero enfermera
escritor escultor estudiante farmacéutico fiscal fontanero fotógrafo funcionario ganadero gerente guardia herrero
ingeniero inspector jardinero jornalero joyero jubilado juez jueza labrador limpiador maestro maestra magistrado
matrona mecánico médico médica militar minero monja músico neurólogo notario obrero obispo oftalmólogo panadero
pastor pediatra peluquero periodista pescador piloto pintor policía portero profesor profesora psicólogo psiquiatra
químico sacerdote sargento sastre secretario secretaria senador soldado taxista técnico tendero teniente traductor
veterinario vendedor vigilante
"""
_HEALTH: Final = """
aids alcoholism allergy alzheimer amputation anaemia anorexia anxiety arthritis arthrosis asthma autism blindness
bronchitis cancer cirrhosis concussion deafness dementia depression diabetes disability disabled dyslexia epilepsy
fracture hepatitis hiv hypertension insomnia leukaemia lupus miscarriage neurosis obesity paralysis paranoia
parkinson pneumonia post-traumatic pregnancy pregnant psychosis schizophrenia schizophrenic sclerosis stroke
syphilis tuberculosis tumour tumor ulcer alcoholismo alergia anemia ansiedad artritis artrosis asma ataxia autismo
bronquitis cáncer carcinoma ceguera cirrosis demencia depresión diabetes discapacidad embarazada embarazo epilepsia
esclerosis esquizofrenia fractura hepatitis hipertensión leucemia neumonía obesidad parálisis psicosis sida sífilis
sordera tuberculosis tumor úlcera vih
"""
_FAMILY: Final = """
widow widower divorced orphan twin twins adopted stepfather stepmother stepson stepdaughter fiancé fiancée
cohabitee viuda viudo divorciada divorciado huérfano huérfana gemelo gemela mellizo padrastro madrastra hijastro
hijastra
"""


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern of words with the endings of gender and number that English and Spanish give them."""
    stems = sorted({re.escape(word).replace(r"\-", r"[\s-]") for word in words.split()}, key=len, reverse=True)
    spanish = [stem[:-1] + "(?:o|a)" if stem.endswith("o") else stem for stem in stems]
    spanish = [re.sub(r"és$", "(?:és|es)", re.sub(r"án$", "[áa]n", stem)) for stem in spanish]
    return re.compile(
        rf"(?<![\w-])(?=[^\W\d_])(?:{'|'.join(spanish)})(?:s|es|a|as|men|women|in[oa]s?)?"
        r"(?:\s+(?:army|police|authorities|teachers?|assistants?|professors?|nationals?|citizens?|origin|descent|nationality|man|woman|girl|boy|youth))?(?![\w])",
        re.IGNORECASE,
    )


_WORDS: Final = _pattern(_NATIONS + _PEOPLES + _OCCUPATIONS + _HEALTH + _FAMILY)
_NUMBER_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|several|few|half|"
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veint\w+|treinta|"
    r"cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|varios|varias)"
)
_COUNT = rf"(?:\d[\d.,]{{0,20}}|an?|one|un|una|{_NUMBER_WORDS})"
_UNIT = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|euros?|pounds?|dollars?|sterling|kroner|kronor|liras?|zlotys?|"
    r"hectares?|acres?|m2|m²|km2|km²|coronas?|libras?(?:\s+esterlinas?)?|liras?|francos?|marcos?|rublos?|rupias?|quetzales|bolívares|lempiras?|guaraníes|"
    r"colones|veces|times|kilomet(?:re|er)s?|met(?:re|er)s?|kilos?|kilograms?|grams?|km|kg|cm|mm|per\s?cent|percent|%|"
    r"children|sons?|daughters?|brothers?|sisters?|años?|meses|mes|semanas?|días?|horas?|minutos?|pesos?|soles|dólares|"
    r"hectáreas?|kilómetros?|metros?|kilogramos?|gramos?|hij[oa]s?|herman[oa]s?|por\s+ciento)"
)
_CURRENCY = r"(?:EUR|USD|GBP|MXN|PLN|TRL|TRY|SEK|CHF|DEM|ATS|FRF|PLZ|SKK|[€$£¥])"
_NATION = rf"(?:{'|'.join(word for word in _NATIONS.split() if word.isascii())})"
_MORE = rf"(?:more|{_NATION}|million|thousand|hundred|millones|mil|de)"
_AMOUNT: Final = re.compile(
    rf"(?<![\w.])(?=[\w€$£¥])(?:{_CURRENCY}\s?\d[\d.,\s]{{0,20}}\d|\d[\d.,\s]{{0,20}}\s?{_CURRENCY}"
    rf"|(?:approximately\s+|around\s+)?\d[\d.,]{{0,20}}\s?(?:%|km|kg|cm|mm|[a-z]{{3,}}s\b)"
    rf"|{_COUNT}(?:[\s-]{{1,3}}(?:and|y|to|a|or|o)[\s-]{{1,3}}{_COUNT})?(?:[\s-]{{1,3}}{_MORE}){{0,4}}[\s-]{{1,3}}{_UNIT}(?:\s+(?:y|and|,)\s+{_COUNT}[\s-]+{_UNIT})?"
    rf"(?:\s*\([A-Z]{{3}}\))?(?:[’'-]?\s?old|\s+de\s+edad)?)(?![\w])",
    re.IGNORECASE,
)


_COUNTED: Final = re.compile(rf"(?<![\w-])(?=[^\W\d_]){_NUMBER_WORDS}(?![\w-])", re.IGNORECASE)


def find_groups(text: str) -> Iterator[Found]:
    """Yield words that narrow a person down, and amounts with their unit."""
    for match in _WORDS.finditer(text):
        why = "a word for a nation, faith, occupation or illness"
        yield Found(start=match.start(), end=match.end(), kind="group", certain=False, why=why)
    yield from find_kin(text)
    for match in _COUNTED.finditer(text):
        yield Found(start=match.start(), end=match.end(), kind="number", certain=False, why="a number in words")
    for match in _AMOUNT.finditer(text):
        yield Found(
            start=match.start(), end=match.end(), kind="number", certain=False, why="an amount or a length of time"
        )
