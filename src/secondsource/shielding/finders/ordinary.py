"""Words of English and Spanish that often begin a sentence or a heading and name nobody."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = """
a about above according across after afterwards again against all almost along already also although always among an
and another any anyone anything are around as at back be because been before behind being below between both but by
can cannot could despite did do does done down during each either else even ever every everybody everyone everything
except few first five for former four from had has have having he hence her here hers him his how however i if in
indeed inside instead into is it its itself just last later least less let like many may maybe me meanwhile might mine
more moreover most much must my neither never nevertheless next no nobody none nor not nothing now of off often on once
one only or other others otherwise our ours out outside over own part per perhaps please rather same second see seven
several shall she should similarly since six so some somebody someone something sometimes soon still such ten than
that the their theirs them then there therefore these they third this those though three through throughout thus to
today together tomorrow too towards two under unless until up upon us very was we well were what whatever when where
whereas whether which while who whoever whom whose why will with within without would yes yesterday yet you your
court article section paragraph report statement notes summary background introduction conclusion page chapter table
annex appendix facts law procedure judgment decision application applicant government case claim evidence witness
"""
_SPANISH: Final = """
a acaso actualmente ademas además ahi ahí ahora al algo alguien algun alguna algunas alguno algunos algún alli
allí ante
anteriormente antes apenas aquel aquella aquellas aquellos aqui aquí asi así aun aunque aún ayer bajo bien cada casi
como con conforme contra cual cuales cualquier cualquiera cuando cuanto cuatro cómo cuál cuándo cuánto dado de debajo
deben debe debido dentro desde despues después detras detrás diez donde dos durante dónde e el ella ellas ello ellos
en encima entonces entre era eran es esa esas ese eso esos esta estaba estan estas este esto estos está están etc fue
fueron fuera ha haber habia había habian habían han hasta hay hoy incluso jamas jamás junto la las le les lo los luego
mañana mas mediante menos mi mientras mis mucha muchas mucho muchos muy más nada nadie ni ninguna ninguno ningun ningún
no nos nosotros nuestra nuestro nunca o ocho otra otras otro otros para pero poca pocas poco pocos por porque
posteriormente primer primera primero pronto pues puede pueden que quien quienes quizá quizás qué quién salvo se
segun segunda segundo
según seis ser si sido siempre siete sigue sin sino sobre solo son su sus sí sólo tal tambien también tampoco tan tanto
tanta te tercer tercera tercero tiene tienen toda todas todavia todavía todo todos tras tres tu tus un una unas
uno unos
usted ustedes varias varios veces ya yo él
articulo artículo seccion sección parrafo párrafo informe resumen antecedentes introduccion introducción conclusion
conclusión pagina página capitulo capítulo tabla anexo hechos derecho procedimiento sentencia decision decisión
demanda demandante gobierno caso prueba testigo tribunal comunicado nota
"""
ORDINARY: Final = frozenset((*_ENGLISH.split(), *_SPANISH.split()))
"""In lower case, as they are spelt."""
_OF_LAW: Final = """
convention conventions treaty treaties charter protocol protocols constitution covenant declaration act acts code codes
rule rules regulation regulations directive statute articles sections chapters paragraphs chamber grand protection
human rights fundamental freedoms freedom circumstances criminal civil penal constitutional procedure commission agent
president fourth fifth
convención convenio convenios tratado tratados protocolo protocolos constitución pacto declaración ley leyes código
códigos regla reglas reglamento reglamentos directiva estatuto artículos secciones capítulos párrafos gran protección
derechos humanos humano fundamentales libertades libertad circunstancias enjuiciamiento criminal civil penal
constitucional comisión agente presidente cuarta quinta
"""
OF_LAW: Final = frozenset(_OF_LAW.split())
"""Words in the titles of laws, treaties, courts' sections and headings: alone or together they name nobody."""
