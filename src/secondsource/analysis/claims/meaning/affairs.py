"""More predicates with their opposites: office and work, dealings, records and contacts, in English and Spanish.

Written like the lexicon, and read together with it: stems at the start of a word, lower case without accents, `$` for a
whole word, `&` for the end of a clause, `_` for a space.
"""

from __future__ import annotations

AFFAIRS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "removed": (
            (
                "laidoff$ fired$ sacked$ dismissed$ laid_off$ removed_from$ stripped_of$ escorted_out$ "
                "marched_out$ banned_from$ expelled$ ousted$"
            ),
            "on_leave$ leave_papers$ leave_form$ reinstated$ still_employed$ still_works$ asked_for_leave$",
        ),
        "reported": (
            (
                "report_on_file$ reports_on_file$ on_file$ opened_a_file$ opened_an_inquiry$ "
                "opened_an_investigation$ filed_a_complaint$ lodged_a_complaint$ filed_a_report$ "
                "went_to_the_police$ gone_to_the_police$ told_the_police$ case_open$ case_opened$ police_report$ "
                "record_of$ under_investigation$ missing-person missing_person"
            ),
            "",
        ),
        "bribed": (
            (
                "bribe kickback pocket skim took_money$ taking_money$ took_a_cent$ a_cent$ payoff embezzl "
                "siphon commission$ commissions$ on_the_take$ percent_of$ per_cent_of$ per_cent_on$ percent_on$ "
                "cut_of$ corrupt"
            ),
            "",
        ),
        "contacted": (
            "phoned$ telephon rang$ rung$ spoke_to$ spoken_to$ contacted$ got_in_touch$ in_touch$ heard_from$",
            "",
        ),
        "seen": ("has_been_seen$ was_seen$ been_spotted$ was_spotted$ sighted$ sighting", "unseen$"),
        "authorised": ("authoris authoriz mandate$ on_behalf$ speaks_for$ speak_for$", "unauthoris unauthoriz"),
        "claimed": (
            "claimed_responsib claims_responsib claim_responsib are_ours$ is_ours$ our_doing$",
            "not_ours$ disown disavow distanc dissociat never_ours$ nothing_to_do_with$",
        ),
        "tendered": ("tender$ tenders$ tendered$ bidding$", "direct_award$ handpicked$"),
        "met": ("met_with$ met_him$ met_her$ met_them$ held_talks$ dealt_with$", ""),
        "signed": ("signed$ ratified$", "unsigned$"),
        "banned": ("banned$ outlaw prohibit forbid forbidden$", "legalis legaliz lifted_the_ban$"),
        "evacuated": ("evacuat", "stayed_put$"),
        "cheated": ("rigged$ fraud stuffed_ballot cheat", ""),
        "running": (
            "running_again$ run_again$ restart back_in_operation$ back_to_work$ resume_production$ would_resume$",
            "no_date$ stay_idle$ stays_idle$ stay_shut$ stays_shut$ remain_shut$ remains_shut$ remain_closed$",
        ),
        "sheltering": (
            (
                "stay_indoors$ remain_indoors$ go_back_indoors$ close_their_windows$ close_your_windows$ windows_shut$ "
                "shelter confined$ reimposed$ still_in_force$ remains_in_force$"
            ),
            "open_your_windows$ safe_to_come_out$ been_lifted$ was_lifted$ remains_lifted$ is_lifted$ free_to_leave$",
        ),
        "handed": ("handed_over$ handed_in$ handing$ turned_over$ delivered_to$", ""),
        "entered": (
            "intrusion intruder hacked$ breach broken_into$ broke_into$ improper_access$ got_in$ unauthorised_access$",
            "",
        ),
    },
    "es": {
        "removed": (
            "laidoff$ despedid despidi despiden$ lo_echaron$ la_echaron$ los_echaron$ expuls apartad cesad destitu",
            "excedencia permiso_sin$ sigue_en_su_puesto$ readmit reincorpor baja_volunt",
        ),
        "reported": (
            (
                "denuncia$ denuncias$ denuncio$ comisaria$ causa_abierta$ abrio_una_investigacion$ "
                "abrieron_una_investigacion$ expediente_abierto$ querella consta$ constan$ investigacion_abierta$ "
                "atestado$ bajo_investigacion$"
            ),
            "",
        ),
        "bribed": (
            (
                "soborn comision$ comisiones$ embols mordida coima cobraba cobraban$ cobro$ cobraron$ desvi corrup "
                "malvers por_ciento_de$ untar$"
            ),
            "",
        ),
        "contacted": ("telefone llamo_a$ ha_llamado$ llamo_por$ hablo_con$ contacto$ contactad se_comunico$", ""),
        "seen": ("ha_sido_visto$ ha_sido_vista$ fue_visto$ fue_vista$ lo_vieron$ la_vieron$ avistad", ""),
        "authorised": ("autoriz mandato$ en_nombre_de$ habla_por$", "desautoriz"),
        "claimed": (
            "reivindic se_atribuy es_nuestr son_nuestr",
            "no_es_nuestr no_son_nuestr desmarc deslind desvincul desentend",
        ),
        "tendered": ("concurso$ licitacion licitad", "adjudicacion_directa$ a_dedo$"),
        "met": ("se_reunio$ se_reunieron$ trato_con$ tratado_con$", ""),
        "signed": ("firmo$ firmaron$ firmad ratific", "sin_firmar$"),
        "banned": ("prohib vetad", "legaliz levanto_la_prohib"),
        "evacuated": ("evacu desaloj", ""),
        "cheated": ("amanad fraude pucherazo trampa", ""),
        "running": (
            "volvera_la_actividad$ vuelve_la_actividad$ volver_a_funcionar$ reanud rearran arranque$ reapertura$",
            "no_hay_fecha$ sin_fecha$ seguira_parad sigue_parad seguira_cerrad sigue_cerrad",
        ),
        "sheltering": (
            (
                "no_salir$ quedarse_en_casa$ permanecer_en_casa$ cerrar_las_ventanas$ cierren_las_ventanas$ "
                "confinad confinamiento sigue_en_vigor$"
            ),
            "abrir_las_ventanas$ abran_las_ventanas$ levantad levanto_la_orden$ sin_efecto$",
        ),
        "handed": ("entregad entrego$ hacer_entrega$", ""),
        "entered": (
            "intrusion intruso hackead acceso_indebido$ acceso_no_autorizado$ han_entrado$ ha_entrado$ entraron_en$",
            "",
        ),
    },
}
"""Language -> dimension -> (stems that say yes, stems that say no)."""
