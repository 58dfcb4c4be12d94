"""Names that are also common words of English or Spanish: matched only with a capital letter or beside another name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ENGLISH: Final = """
able ace acre admiral age alley amber angel apple april arch archer arrow ash august autumn away baker ball bank banks
banner bar bard barn baron barrow bass bay bean bear bell belle best bet bill birch bird bishop black blade blake
blank blaze bless bliss blond bloom blossom blue bond bonny book boot bore bow bowl box boy brand brave bread breeze
brick bride bridge bright broad brook brooks brother brown buck bull burden burns bush butler butter call camp candy
cane cannon cape captain care carpenter carter case cash castle cat chance chandler chapel chapman charity charm chase
cherry chief child church city clay clear cliff cloud coal coast cole coleman colour colt comfort commander constant
cook cool cooper copper coral corn cotton count court cove coward craft crane creek crisp cross crow crown cruz curry
daily dale dame dance dane daughter dawn day dean dear destiny dew diamond dick dish dollar dove drake dream drew
driver duke dusk early earth east easter echo elder elm english ever fair faith fall farmer father fawn fern ferry
field fields finch fine fire first fish fisher flag flint flood flora flower flowers fold ford forest fort foster
fountain fox frank free freedom french friend frost fuller gale garden gardener garland gate gay gem general gentle
giant gift glass glory glover gold golden good goose grace grain grand grant grass grave gray great green grey grove
guard gull gun guy hale half hall hand hardy harmony harp hart harvest haven hawk hay hazel head heart heath heather
heaven herb hero high hill holiday holly home honest honey honour hood hook hope hopper horn house hunt hunter husband
iris irons island ivory ivy jack jade jay jersey jet jewel joy judge july june just justice keen key king kings knight
lack lady lake lamb lance land lane large lark last laurel law lead leader leaf leather levy light lilac lily lion
little lock london long lord love low loyal luck lynch mace maiden major maker male mark market marks marsh marshal
marshall martial mason mast master may mayor mead meadow mercer mercy merry mile mill miller mills mint miss mist
money moon moor moore moose more morning moss mother mount myrtle narrow new newman nice night noble noon norm north
novel oak olive opal orange orchard page paine paint palm palmer parish park parker parks past patience patton peace
peach peak pearl penny pepper perry piece pierce pike pilgrim pine pink piper pitt place plant plum pole pond pool
poor pope poppy porter potter pound power precious price pride priest prince princess prior professor prudence purple
queen quick race rain ram ranger raven ray ready reed reeve reeves rest rice rich rider ridge ring rise river rivers
road rob robin rock rod rode roll root rope rose rosemary round row royal ruby rule rush rusty sage said sail saint
salt sand sandy saw sawyer scarlet school scott sea season senior serene sergeant service shade shame sharp shaw
shepherd sherry shine ship shore short silk silver singer sister sky slate small smart smith snow soldier sparrow
speaker spring spruce square squire star steel stern stock stone storm story stout strange stream street strong style
sugar summer summers sun sunday sunny swan sweet swift tailor tall tanner taylor teal temple thorn tide tiger toll
tower town trace travel treasure tree true trust tucker turner vale valley victor victory view vine violet vision
walker wall walls ward warden warm warren waters wave way wealth weaver webb week well wells west wheat wheel white
wild will willow wilson wind winds wine wing wings winter wise wolf wonder wood woods wool worth wren wright yard
young youth
"""
_SPANISH: Final = """
abad abril acero agua aguas aguila aguilar alameda alamo alba alegre alegria alma alondra altamira alto amable amado
amapola amigo amor amparo ancho angel angeles arena arenas armas arroyo asuncion aurora azucena azul barba baron
barrera barrio bella bello blanca blancas blanco bolsa bonito borrego bosque bravo buena buenaventura bueno caballero
cabello cabeza cabezas cabra cabrera cadena calle calvo camino campo campos candela candelaria cano canto cardenal
caridad carmen carpintero carrera carretero carrillo casa casas castillo celeste cerda cerezo cerro chato cielo clara
claro clavel concepcion conde consuelo corazon cordero corona corral correa correo cortina cristal cruces cruz
cuadrado cuenca cuervo cueva cuevas damas del delgado delicias descanso diamante dolores domingo dorado dulce duque
encarnacion escalera escribano escudero espada esperanza espino espinosa estrella familia fe feliz fierro flor flores
fortuna franco fresno fuego fuente fuentes fuerte galan gallardo gallo garza gato gentil gloria gordo gracia granada
granados grande grillo guapo guardia guerra guerrero hermoso herrera herrero hidalgo hierro hoyos hoz huerta huertas
iglesia iglesias infante inocencia jardin jazmin joya julio junio justo labrador lago lagos laguna largo leal leche
leon libertad libre lima linda lindo llano llanos lobo loma loza lucero luna luz macho madera madero maestre maestro
manso manzano mar maravilla marco marcos margarita marin marina marino marques mata matas mayo mayor menor mercado
mercedes mesa milagros mina minero molina molinero molino monje montana monte montero montes mora morado moral morales
moreno moro mota muro naranjo naval negra negro nevado nieto nieve nieves niño noble nube nubes obispo oliva olivar
olivares olivo olmo olmos oro oso padre palacio palacios palma palmera paloma palomo pan pardo paredes pascua pastor
patricio paz pedroso pena pera peral perla peña peñas pico piedad piedra pilar pino pinos pinto plata plaza poza pozo
prado prados preciado presa prieto primo prudencia puente puentes puerta puertas puerto pura quinta rama ramos raposo
real redondo refugio reina remedios rey reyes ribera rico rincon rio rios risa rivera roble robles roca rocio rojas
rojo romero rosa rosado rosal rosales rosario rosas rubia rubio rueda ruiseñor sabina sacristan sal sala salado salas
salinas salvador salvaje santa santo santos sastre segura seguro serena sereno serrano sierra silva sol solano soldado
soledad soto suelo tejero terrazas tierra toledo toro torre torres trigo trinidad triste tuerto urbano vaca valle
valles vara vargas vega vera verano verdad verde verdugo victoria viejo viento villa villar villas violeta virgen
virtudes vista viuda viva viña yegua zapata zapatero zorro zurdo
"""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list written out."""
    return frozenset(text.split())


def folded(text: str) -> str:
    """Return the letters of a word, without accents and in lower case."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if one.isalnum())


COMMON: Final = frozenset(folded(word) for word in (*_ENGLISH.split(), *_SPANISH.split()))
"""Folded words."""


def weak_name(name: str) -> bool:
    """Say whether every word of a name is a common word, small words such as `de la` left out."""
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", name)]
    return bool(words) and all(
        word in COMMON or len(word) < 3 or word in {"los", "las", "the", "del"} for word in words
    )
