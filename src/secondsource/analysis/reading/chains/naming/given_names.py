"""Frequent given names by the gender they tell, in English and Spanish; all folded.

A name that stands in neither list tells nothing here: agreement then goes by titles, offices and endings.
"""

from __future__ import annotations

from secondsource.analysis.reading.chains.naming.words import word_set

MALE = word_set(
    "james john robert michael mike william david richard joseph thomas charles christopher daniel matthew anthony"
    " mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob"
    " gary nicholas eric jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory alexander alex"
    " patrick frank raymond jack dennis jerry tyler aaron adam nathan henry peter zachary kyle walter harold carl"
    " arthur roger keith simon martin ian neil colin graham omar ahmed ali hassan jose juan luis carlos jorge miguel"
    " manuel francisco pedro antonio rafael fernando alberto ricardo roberto javier sergio alejandro eduardo mario"
    " raul enrique hector oscar ernesto pablo diego andres felipe gustavo hugo ivan ramon arturo ruben gabriel"
    " guillermo julio cesar victor martin alfonso armando gerardo jaime jesus ignacio rodrigo santiago matias nicolas"
    " sebastian tomas agustin emilio esteban fabian joaquin lorenzo marcelo mauricio"
)

FEMALE = word_set(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley"
    " kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen"
    " amy angela shirley anna brenda pamela nicole ruth katherine samantha christine emma catherine debra virginia"
    " rachel janet maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith alice julia jane"
    " claire fiona fatima amina ana carmen rosa marta lucia elena isabel teresa pilar dolores juana francisca antonia"
    " cristina beatriz silvia gloria alicia guadalupe veronica monica claudia gabriela leticia adriana alejandra"
    " daniela carolina andrea paula sofia valentina camila mariana natalia lorena susana raquel irene ines mercedes"
    " josefina yolanda luisa margarita esther"
)
