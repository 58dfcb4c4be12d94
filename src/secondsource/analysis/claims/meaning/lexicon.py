"""Predicates of general news in English and Spanish, each with its opposite.

Sentence vectors place "the plan is on" and "the plan is off" side by side, so what separates support from denial has
to be read from words. A *dimension* is one question a story can turn on (is somebody held? is it genuine?), with the
stems that answer yes and the stems that answer no. Stems are matched at the start of a word in text that has been
lower-cased and stripped of accents; a trailing `$` asks for the whole word, a trailing `&` for the end of a clause
after it, and `_` is a space. Nothing here belongs to one story.
"""

from __future__ import annotations

DIMENSIONS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "held": (
            (
                "kidnap hostage captiv captured$ seized$ snatched$ taken_by$ took_one_of$ was_taken$ "
                "carried_off$ missing$ disappear vanish forced_into$ bundled_into$ dragged_into$ took_him$ took_her$ "
                "taken_away$ by_force$ into_a_van$ into_a_car$ into_a_truck$ spirited_away$ abduct"
            ),
            "",
        ),
        "arrested": (
            "arrest detain jail imprison in_custody$ handcuff",
            "acquit bailed$ released_on_bail$",
        ),
        "freed": (
            (
                "freed$ let_him_go$ let_her_go$ let_them_go$ goes_free$ walked_free$ free_him$ free_her$ "
                "free_them$ set_free$ let_go$ liberat released$ release_of_the"
            ),
            "",
        ),
        "dead": (
            (
                "kill dead$ death die$ died$ dies$ dying$ murder slain$ loss_of_life$ cost_lives$ lose_their_li "
                "assassinat execut fatal perish"
            ),
            "alive$ surviv unharmed$",
        ),
        "hurt": (
            "injur wound hurt$ bruis harmed$ beaten$ ill$ sick",
            "unhurt$ unharmed$ uninjured$ good_health$",
        ),
        "published": (
            (
                "publish disclos reveal expos leak make_public$ made_public$ come_out$ name_them$ names_of$ "
                "divulg unmask"
            ),
            "withhold withheld$ keep_secret$ kept_secret$",
        ),
        "confirmed": (
            "confirm verif authenticat corroborat vetted$ vetting$ proven$",
            "unconfirmed$ unverif disprov",
        ),
        "genuine": (
            "authentic genuine$ for_real$ is_real$ was_real$ true$ accurate$ credible$ really_happened$",
            (
                "fake$ faked$ hoax false$ untrue$ fabricat bogus$ inauthentic forged$ forgery$ not_real$ "
                "made_up$ invented$ baseless unfounded inaccurate$"
            ),
        ),
        "tracked": (
            "track trace$ tracing$ traced$ hunt identify_those$ look_for$ looking_for$ find_the$ pursu",
            "",
        ),
        "attacked": (
            "attack assault bomb raid reprisal retaliat shoot shot_at$ violence$",
            "",
        ),
        "linked": (
            (
                "collaborat work_with$ works_with$ worked_with$ working_with$ ties_to$ linked_to$ links_to$ "
                "in_league_with$ involvement$ complicit colluded$ collud"
            ),
            "no_ties$ unrelated_to$",
        ),
        "paid": (
            "paid$ pay$ pays$ payment ransom",
            "unpaid$",
        ),
        "agreed": (
            "deal$ truce$ accord$ pact$ cease-fire ceasefire settlement$",
            "disagree breakdown",
        ),
        "resigned": (
            "resign quit$ quits$ step_down$ stepped_down$",
            "stays_on$ remain_in_office$ still_working$ still_in_office$ still_in_post$",
        ),
        "safe": (
            "safe$ harmless$ within_limits$ drinkable$",
            "unsafe$ dangerous$ toxic contaminat poison pollut",
        ),
        "open": (
            "opened$ reopen",
            "closed$ shut$ shuts$ closure$ closing_of$",
        ),
        "guilty": (
            "guilty$ convict charged$ indict",
            "is_innocent$ was_innocent$ cleared_of$ exonerat",
        ),
        "won": (
            "won$ win$ wins$ victor elected$",
            "defeat lost_the$",
        ),
        "destroyed": (
            "destroy burn collapse sank$ sunk$ sink explod explos fire$ flood",
            "intact$ undamaged$",
        ),
        "happened": (
            "happened$ took_place$ occurred$ occurs$",
            "did_not_happen$ never_happened$ never_took_place$",
        ),
        "rose": (
            "rose$ rise$ rises$ risen$ increas grew$",
            "fell$ fall$ falls$ decreas declin dropped_to$",
        ),
        "final": (
            "for_good$ permanent for_ever$ definitive once_and_for_all$",
            "for_now$ for_the_moment$ temporar provisional",
        ),
        "knew": (
            "knew$ know_of$ aware$ did_know$",
            "unaware$ did_not_know$ didn't_know$",
        ),
    },
    "es": {
        "held": (
            (
                "secuestr plagiad plagio$ rehen cautiv retenid capturad se_lo_llev se_la_llev "
                "se_llev desaparec rapt a_la_fuerza$ por_la_fuerza$ a_una_furgoneta$ a_una_camioneta$ a_un_coche$ "
                "en_una_furgoneta$ en_una_camioneta$ levanton$"
            ),
            "",
        ),
        "arrested": (
            "arrest deten encarcel apres bajo_custodia$",
            "absuelt en_libertad_bajo_fianza$",
        ),
        "freed": (
            (
                "liberad liberar liberac liberaron$ libero$ en_libertad$ quedo_libre$ quedaron_libres$ soltar "
                "solto$ soltaron$ suelt puesto_libre"
            ),
            "",
        ),
        "dead": (
            (
                "matar mato$ mataron$ matan$ mate$ muert morir murio$ murieron$ mueran$ moriran$ muera$ asesin "
                "fallec perder_la_vida$ pierdan_la_vida$ costar_vidas$ mortal ejecut a_muerte$"
            ),
            "vivo$ viva$ vivos$ vivas$ sobreviv iles",
        ),
        "hurt": (
            "herid lesion golpead golpes$ enferm intoxic",
            "iles buen_estado$ sano",
        ),
        "published": (
            (
                "public divulg difund revel filtr a_la_luz$ exponer expon dar_nombres$ dara_nombres$ "
                "hacer_publica identidades$ nombres$"
            ),
            "ocult reserv mantener_en_secreto$",
        ),
        "confirmed": (
            "confirm verific corrobor comprob",
            "sin_confirmar$ sin_verificar$ desmint desmient",
        ),
        "genuine": (
            "autentic verdader cierto$ cierta$ es_real$ fue_real$ exact veraz",
            "fals mentira engan montaje invent bulo$ infundad",
        ),
        "tracked": (
            "rastre persegu persig buscar busca_a$ buscando localiz identificar_a$ dar_con$",
            "",
        ),
        "attacked": (
            "atac ataque agred agresion represalia bomb tirote violencia$",
            "",
        ),
        "linked": (
            "colabor vincul ligad nexos$ complic trabaja_con$ trabajan_con$ tratos_con$ coludid",
            "ajen",
        ),
        "paid": (
            "pagad pagar pago$ pagos$ pagaron$ rescate$",
            "impag",
        ),
        "agreed": (
            "acuerdo$ tregua$ pacto$",
            "desacuerd ruptura$",
        ),
        "resigned": (
            "renunci dimit dimision",
            "seguira_en_el_cargo$ sigue_en_el_cargo$ sigue_en_su_cargo$ sigo_trabajando$ sigue_trabajando$ permanec",
        ),
        "safe": (
            "seguro$ segura$ seguros$ seguras$ inocu potable$",
            "insegur peligros toxic contamin envenen",
        ),
        "open": (
            "abiert abrir abrio$ reabr",
            "cerrad cerro$ cierre$ clausur",
        ),
        "guilty": (
            "culpable condenad imputad",
            "es_inocente$ exoner",
        ),
        "won": (
            "gano$ ganar ganaron$ victori elegid electo$",
            "perdio$ perdieron$ derrot",
        ),
        "destroyed": (
            "destru quem incend colaps derrumb hundi explot explos inund",
            "intact",
        ),
        "happened": (
            "ocurrio$ ocurrieron$ sucedio$ tuvo_lugar$ paso$",
            "no_ocurrio$ nunca_ocurrio$ nunca_paso$",
        ),
        "rose": (
            "aument subio$ subieron$ crecio$ increment",
            "bajo$ bajaron$ cayo$ disminu descend reduj",
        ),
        "final": (
            "definitiv permanente para_siempre$",
            "de_momento$ por_ahora$ por_el_momento$ temporal provisional",
        ),
        "knew": (
            "sabia$ sabian$ conocia supo$ al_tanto$",
            "no_sabia$ no_sabian$ desconoc ignorab",
        ),
    },
}
"""Language -> dimension -> (stems that say yes, stems that say no)."""
