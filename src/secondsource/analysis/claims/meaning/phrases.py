"""Acts upon a plan, negations, and the phrases by which an outlet doubts or foresees, in English and Spanish.

Written like the lexicon: lower case without accents, `$` for a whole word, `&` for the end of a clause, `_` for a
space.
"""

from __future__ import annotations

ACTS: dict[str, dict[str, str]] = {
    "en": {
        "cancel": (
            "cancel call_off$ called_off$ calling_off$ calls_off$ scrap abandon suspen halt shelve back_down$ "
            "backed_down$ backs_down$ withdraw withdrew$ aborted$ is_off& was_off& are_off& off_for_now$ "
            "drop_the$ dropped_the$ dropped_its$ dropped_their$ drops_the$ stopping_the$ no_longer_go"
        ),
        "resume": (
            "go_ahead$ goes_ahead$ going_ahead$ went_ahead$ go_forward$ going_forward$ carry_on$ carries_on$ "
            "go_on$ goes_on$ going_on$ would_go_on$ continu resum resuscitat reviv reinstat back_on& still_on$ "
            "is_on& on_again$ date_stands$ date_holds$ date_is_the_date$ no_change_of_date$ "
            "alive$ proceed press_ahead$ move_forward$ stands&"
        ),
        "delay": (
            "delay postpon put_off$ push_back$ pushed_back$ more_time$ not_happen_on$ won't_happen_on$ reschedul "
            "not_on_monday$ not_on_tuesday$ not_on_wednesday$ not_on_thursday$ not_on_friday$ not_on_saturday$ "
            "not_on_sunday$"
        ),
    },
    "es": {
        "cancel": (
            "cancel suspend suspension$ anul desist marcha_atras$ abandon retir dejar_sin_efecto$ "
            "deja_sin_efecto$ quitarla$ quitarlo$ descart desconvoc"
        ),
        "resume": (
            "adelante$ continu reanud retom en_pie$ en_marcha$ se_mantiene$ reactiv va_a_seguir$ seguira$ "
            "la_fecha_se_mantiene$ mantiene_la_fecha$ sin_cambio_de_fecha$ no_hay_cambio_de_fecha$ "
            "prosegu sigue_vigente$ seguimos$ seguiremos$"
        ),
        "delay": "aplaz posterg pospon pospuest retras mas_tiempo$ demora",
    },
}
"""Language -> act upon a plan -> stems. Negated, cancelling is going on and going on is cancelling."""

NEGATIONS: dict[str, str] = {
    "en": "not$ never$ no$ cannot$ neither$ nor$ nobody$ none$ nothing$ without$ refus fail deny$ denied$ denies$",
    "es": "no$ nunca$ jamas$ ni$ nadie$ nada$ ningun sin$ tampoco$ nego$ niega$ niegan$ negaron$",
}
"""Words that turn the predicate after them into its opposite; contractions in n't are added by the reader."""

DOUBTS: dict[str, str] = {
    "en": (
        "unclear$ unconfirmed$ unverified$ not_clear$ not_known$ nobody_knows$ no_way_to_know$ no_one_knows$ "
        "could_not_be_confirmed$ cannot_be_confirmed$ not_been_confirmed$ has_confirmed$ have_confirmed$ "
        "can_confirm$ can_authenticate$ can_verify$ can_vouch$ remains_to_be_seen$ impossible_to_verify$ "
        "to_verify$ impossible_to_know$ hard_to_believe$ impossible_to_believe$ hearsay$ no_evidence$ no_proof$ "
        "no_sign$ in_doubt$ doubtful$ questionable$"
    ),
    "es": (
        "no_esta_claro$ no_queda_claro$ se_desconoce$ no_se_sabe$ nadie_sabe$ sin_confirmar$ "
        "no_ha_sido_confirmad no_se_ha_confirmado$ nadie_ha_confirmado$ no_se_ha_podido$ no_hay_pruebas$ "
        "no_hay_evidencia$ esta_por_ver$ imposible_verificar$ imposible_saber$ dificil_de_creer$ en_duda$ dudos"
    ),
}
"""Phrases with which an outlet itself says that something is not established."""

FORECASTS: dict[str, str] = {
    "en": (
        "would_probably$ will_probably$ would_likely$ is_likely_to$ could_well$ would_almost_certainly$ is_bound_to$"
    ),
    "es": "probablemente$ es_probable_que$ seguramente$ con_toda_probabilidad$ podria_desatar$ es_de_esperar$",
}
"""Phrases of an outlet's own assessment of what will come."""

WEEKDAYS: dict[str, int] = {
    **dict.fromkeys(("monday", "lunes"), 0),
    **dict.fromkeys(("tuesday", "martes"), 1),
    **dict.fromkeys(("wednesday", "miercoles"), 2),
    **dict.fromkeys(("thursday", "jueves"), 3),
    **dict.fromkeys(("friday", "viernes"), 4),
    **dict.fromkeys(("saturday", "sabado"), 5),
    **dict.fromkeys(("sunday", "domingo"), 6),
}
"""Folded weekday -> Monday 0 ... Sunday 6."""
