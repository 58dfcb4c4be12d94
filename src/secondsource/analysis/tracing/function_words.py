"""English and Spanish words that carry no subject of their own, for comparing what two passages are about."""

from __future__ import annotations

_ENGLISH = """
a about after all also an and any are as at be because been before being but by can could did do does for from had has
have he her here him his how if in into is it its just like may me might more most must my no nor not now of off on one
only or other our out over own said say says saying she should since so some such than that the their them then there
these they this those through to told too under until up upon us very was we were what when where which while who whom
whose why will with within without would yes yet you your
"""
_SPANISH = """
a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos aquí así aun aún aunque bajo
cada como con contra cual cuales cuando cuanto de del desde dice dicen dicho dijo donde durante e el él ella ellas ellos
en entre era eran es esa esas ese eso esos esta está estaba están estas este esto estos fue fueron ha había habían
habría han hasta hay la las le les lo los más me mi mientras mis muy nada ni no nos nosotros nuestra nuestro o otra
otras otro otros para pero poco por porque pues que qué quien quienes se según ser será si sí sido siendo sin sino
sobre son su sus también tan tanto te tendrá tiene tienen todo todos tras tu u un una unas uno unos usted ya y yo
"""

FUNCTION_WORDS = frozenset((_ENGLISH + _SPANISH).split())
"""Case-folded."""
