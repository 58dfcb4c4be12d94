"""Invented sentences with who says what: (text, ((content hull, cue, source or None), …)).

The hull may run around cue and source.
"""

Expected = tuple[str, str, str | None]

EXAMPLES: tuple[tuple[str, tuple[Expected, ...]], ...] = (
    # Verb with que.
    (
        "La alcaldesa Remedios Ochoa dijo que el acueducto quedará listo en abril.",
        (("que el acueducto quedará listo en abril", "dijo", "La alcaldesa Remedios Ochoa"),),
    ),
    (
        "El director del zoológico, Baltasar Quiroga, aseguró el jueves que los flamencos están sanos.",
        (("que los flamencos están sanos", "aseguró", "El director del zoológico, Baltasar Quiroga,"),),
    ),
    (
        "Los pescadores de Puerto Ámbar sostienen que la draga mató a las ostras.",
        (("que la draga mató a las ostras", "sostienen", "Los pescadores de Puerto Ámbar"),),
    ),
    (
        "Añadió que los planos se perdieron en la mudanza.",
        (("que los planos se perdieron en la mudanza", "Añadió", None),),
    ),
    (
        "En la audiencia, la perita Nélida Fuentes explicó que el freno no fue manipulado.",
        (("que el freno no fue manipulado", "explicó", "la perita Nélida Fuentes"),),
    ),
    (
        "El gremio había advertido que el techo cedería con la nieve.",
        (("que el techo cedería con la nieve", "había advertido", "El gremio"),),
    ),
    (
        "Según explicó la bióloga Irma Solís, las algas llegaron con el viento del sur.",
        (("las algas llegaron con el viento del sur", "Según explicó", "la bióloga Irma Solís"),),
    ),
    (
        "La compañía no confirmó que los vuelos vayan a reanudarse.",
        (("que los vuelos vayan a reanudarse", "no confirmó", "La compañía"),),
    ),
    (
        "Informó la Dirección de Faros que dos balizas están apagadas.",
        (("que dos balizas están apagadas", "Informó", "la Dirección de Faros"),),
    ),
    (
        "El notario reconoció que firmó sin leer y añadió que nadie le avisó del cambio.",
        (("que firmó sin leer", "reconoció", "El notario"), ("que nadie le avisó del cambio", "añadió", "El notario")),
    ),
    # Fronted quotation with inversion.
    (
        '"El archivo se quemó entero", lamentó la bibliotecaria Eulalia Prado.',
        (('"El archivo se quemó entero"', "lamentó", "la bibliotecaria Eulalia Prado"),),
    ),
    (
        "“No hubo disparos”, afirmó el comisario Ramiro Tello ante los reporteros.",
        (("“No hubo disparos”", "afirmó", "el comisario Ramiro Tello"),),
    ),
    (
        "«Seguiremos abiertos», prometió Hilda Mora, dueña de la panadería.",
        (("«Seguiremos abiertos»", "prometió", "Hilda Mora, dueña de la panadería"),),
    ),
    (
        '"Perdimos la cosecha", dijo Tobías Leal, "y nadie vino a vernos".',
        (('"Perdimos la cosecha", dijo Tobías Leal, "y nadie vino a vernos"', "dijo", "Tobías Leal"),),
    ),
    (
        "«El muelle resiste», señaló el ingeniero. «Lo revisamos cada semana».",
        (("«El muelle resiste», señaló el ingeniero. «Lo revisamos cada semana»", "señaló", "el ingeniero"),),
    ),
    (
        "La feria abrirá en otoño, informó la junta vecinal.",
        (("La feria abrirá en otoño", "informó", "la junta vecinal"),),
    ),
    ('"No tengo miedo", respondió.', (('"No tengo miedo"', "respondió", None),)),
    # Dialogue dash.
    (
        "—Nos quitaron el agua —dijo Petra Luján, agricultora—. Nadie responde.",
        (
            (
                "—Nos quitaron el agua —dijo Petra Luján, agricultora—. Nadie responde",
                "dijo",
                "Petra Luján, agricultora",
            ),
        ),
    ),
    ("—Yo no firmé nada —contestó el capataz.", (("—Yo no firmé nada", "contestó", "el capataz"),)),
    # Quotation after the cue.
    ("El veterinario fue tajante: «La granja debe cerrar».", ()),
    (
        "La jueza Ana Corrales declaró: «El plazo venció ayer».",
        (("«El plazo venció ayer»", "declaró:", "La jueza Ana Corrales"),),
    ),
    (
        'El apicultor dijo que su colmenar es "un cementerio" desde agosto.',
        (('que su colmenar es "un cementerio" desde agosto', "dijo", "El apicultor"),),
    ),
    (
        "En un comunicado, la cooperativa señaló: “Los salarios se pagarán mañana”.",
        (("“Los salarios se pagarán mañana”", "señaló:", "la cooperativa"),),
    ),
    # Según and its kin.
    (
        "Según la capitanía, el velero llevaba exceso de carga.",
        (("el velero llevaba exceso de carga", "Según", "la capitanía"),),
    ),
    (
        "El velero llevaba exceso de carga, según la capitanía.",
        (("El velero llevaba exceso de carga", "según", "la capitanía"),),
    ),
    (
        "El velero, según dos marineros, llevaba exceso de carga.",
        (("El velero, según dos marineros, llevaba exceso de carga", "según", "dos marineros"),),
    ),
    (
        "De acuerdo con el sismólogo Iván Cordero, habrá réplicas.",
        (("habrá réplicas", "De acuerdo con", "el sismólogo Iván Cordero"),),
    ),
    ("A juicio de la relatora, la norma es confusa.", (("la norma es confusa", "A juicio de", "la relatora"),)),
    (
        "En palabras del párroco, el campanario es un peligro.",
        (("el campanario es un peligro", "En palabras del", "párroco"),),
    ),
    (
        "El incendio empezó en la cocina, según informó el diario La Brújula.",
        (("El incendio empezó en la cocina", "según informó", "el diario La Brújula"),),
    ),
    ("Según su análisis, la harina contenía plomo.", (("la harina contenía plomo", "Según", "su análisis"),)),
    # Infinitives and noun phrases.
    ("El sindicato amenazó con paralizar el puerto.", (("paralizar el puerto", "amenazó con", "El sindicato"),)),
    (
        "Las viudas exigieron la apertura de los archivos.",
        (("la apertura de los archivos", "exigieron", "Las viudas"),),
    ),
    ("El gobierno anunció la suspensión de las obras.", (("la suspensión de las obras", "anunció", "El gobierno"),)),
    ("El contador negó haber recibido regalos.", (("haber recibido regalos", "negó", "El contador"),)),
    ("La ministra prometió duplicar las becas.", (("duplicar las becas", "prometió", "La ministra"),)),
    (
        "Los inquilinos pidieron que se arregle el ascensor.",
        (("que se arregle el ascensor", "pidieron", "Los inquilinos"),),
    ),
    ("La empresa rechazó las acusaciones.", (("las acusaciones", "rechazó", "La empresa"),)),
    ("El cónsul declinó comentar el caso.", (("el caso", "declinó comentar", "El cónsul"),)),
    # Hedges.
    ("El tesorero habría huido a la costa.", (("El tesorero habría huido a la costa", "habría", None),)),
    (
        "Los ladrones, al parecer, conocían la clave.",
        (("Los ladrones, al parecer, conocían la clave", "al parecer", None),),
    ),
    (
        "El cargamento fue presuntamente robado en la aduana.",
        (("El cargamento fue presuntamente robado en la aduana", "presuntamente", None),),
    ),
    # Nouns.
    (
        "La denuncia de los vecinos de que el río huele a gas llegó al concejo.",
        (("que el río huele a gas llegó al concejo", "denuncia", "los vecinos"),),
    ),
    # Headlines and labels.
    ("Ministra: no subirá el pan", (("no subirá el pan", ":", "Ministra"),)),
    ("El museo cerrará tres meses, dice director", (("El museo cerrará tres meses", "dice", "director"),)),
    ('"No dimitiré": rectora', (('"No dimitiré"', ":", "rectora"),)),
    ("Fiscal niega presiones en el caso del faro", (("presiones en el caso del faro", "niega", "Fiscal"),)),
    # Impersonal and passive.
    ("Se informó que la carretera seguirá cerrada.", (("que la carretera seguirá cerrada", "Se informó", None),)),
    ("Se rumorea que el circo no volverá.", (("que el circo no volverá", "Se rumorea", None),)),
    # Documents as speakers.
    ("El dictamen señala que la viga estaba podrida.", (("que la viga estaba podrida", "señala", "El dictamen"),)),
    ("El video muestra una casa en llamas.", ()),
    # Relatives.
    ("La nadadora, quien aseguró que no tomó nada, espera el fallo.", (("que no tomó nada", "aseguró", "quien"),)),
    (
        '"Ganamos", dijo el delegado, quien pidió que se publique el acta.',
        (('"Ganamos"', "dijo", "el delegado"), ("que se publique el acta", "pidió", "quien")),
    ),
    # Corrections.
    ("El portavoz aclaró que la cifra era de marzo.", (("que la cifra era de marzo", "aclaró", "El portavoz"),)),
    ("La orquesta desmintió que vaya a disolverse.", (("que vaya a disolverse", "desmintió", "La orquesta"),)),
    ("Rectificó después: “Son doce, no veinte”.", (("“Son doce, no veinte”", "Rectificó", None),)),
    # Nested.
    (
        "El diario El Timón publicó que el gerente reconoció que falsificó las facturas.",
        (
            ("que el gerente reconoció que falsificó las facturas", "publicó", "El diario El Timón"),
            ("que falsificó las facturas", "reconoció", "el gerente"),
        ),
    ),
    (
        "El abogado dijo que, según los vecinos, la puerta estaba abierta.",
        (
            ("que, según los vecinos, la puerta estaba abierta", "dijo", "El abogado"),
            ("la puerta estaba abierta", "según", "los vecinos"),
        ),
    ),
    # Unnamed sources.
    (
        "Operarios que pidieron reserva de su nombre afirmaron que hubo dos explosiones.",
        (("que hubo dos explosiones", "afirmaron", "Operarios que pidieron reserva de su nombre"),),
    ),
    # Recipients and addressed demands.
    (
        "La abuela le contó a esta revista que el pozo se secó en mayo.",
        (("que el pozo se secó en mayo", "contó", "La abuela"),),
    ),
    ("El obispo instó a los fieles a donar sangre.", (("a donar sangre", "instó", "El obispo"),)),
    ("El guardia acusó al chofer de dormirse.", (("al chofer de dormirse", "acusó", "El guardia"),)),
    ("La guía insistió en que el sendero es seguro.", (("que el sendero es seguro", "insistió en", "La guía"),)),
    # No statements.
    ("El niño dijo adiós y subió al tren.", ()),
    ("Para pedir turno, llame por la mañana.", ()),
    ("Vecinos y comerciantes llegaron a un acuerdo sobre la plaza.", ()),
    ("La cuenta del restaurante fue de tres mil pesos.", ()),
    ("El presunto autor está detenido.", ()),
    ("Los dos equipos están de acuerdo con el calendario.", ()),
    ("La entrada cuesta más según la temporada.", ()),
    # Written after the rules, to see how they do at first sight.
    (
        "El guardabosques Eloy Pardo contó a los excursionistas que el oso había bajado al pueblo.",
        (("que el oso había bajado al pueblo", "contó", "El guardabosques Eloy Pardo"),),
    ),
    (
        '"Nos engañaron a todos", protestó Lidia Conde, portavoz de los afectados, en la puerta del juzgado.',
        (('"Nos engañaron a todos"', "protestó", "Lidia Conde, portavoz de los afectados,"),),
    ),
    (
        "La panadería cerrará en enero, según adelantó ayer la emisora Onda Sierra.",
        (("La panadería cerrará en enero", "según adelantó", "la emisora Onda Sierra"),),
    ),
    (
        "La inspectora, que lleva doce años en el cargo, recomendó clausurar el local.",
        (("clausurar el local", "recomendó", "La inspectora, que lleva doce años en el cargo,"),),
    ),
    (
        "El consorcio admitió este viernes que los frenos no se revisaron y prometió compensar a las víctimas.",
        (
            ("que los frenos no se revisaron", "admitió", "El consorcio"),
            ("compensar a las víctimas", "prometió", "El consorcio"),
        ),
    ),
    (
        "Un documento interno advierte de que el puente no soportará otro invierno.",
        (("que el puente no soportará otro invierno", "advierte de", "Un documento interno"),),
    ),
    ("Gobernador descarta subir impuestos", (("subir impuestos", "descarta", "Gobernador"),)),
    ("Vecinos de Loma Azul exigen semáforos", (("semáforos", "exigen", "Vecinos de Loma Azul"),)),
    ("Se acercó al micrófono y gritó: «¡Viva el barrio!».", (("«¡Viva el barrio!»", "gritó:", None),)),
    (
        "La niña habría cruzado la frontera con su tía.",
        (("La niña habría cruzado la frontera con su tía", "habría", None),),
    ),
    (
        "El autobús, dijo el conductor, se quedó sin frenos en la bajada.",
        (("El autobús, dijo el conductor, se quedó sin frenos en la bajada", "dijo", "el conductor"),),
    ),
    (
        "Mientras tanto, la oposición considera que el plan es papel mojado.",
        (("que el plan es papel mojado", "considera", "la oposición"),),
    ),
    (
        "Los abogados de la familia han pedido al juez la repetición de la autopsia.",
        (("la repetición de la autopsia", "han pedido", "Los abogados de la familia"),),
    ),
    (
        "El director deportivo negó ayer cualquier contacto con el jugador.",
        (("cualquier contacto con el jugador", "negó", "El director deportivo"),),
    ),
    (
        "«Es mi casa y no me voy», repite Amparo, de 90 años. «Aquí nací».",
        (("«Es mi casa y no me voy», repite Amparo, de 90 años. «Aquí nací»", "repite", "Amparo, de 90 años"),),
    ),
    (
        "Según el testimonio de una enfermera recogido en el sumario, la alarma no sonó.",
        (("la alarma no sonó", "Según", "el testimonio de una enfermera recogido en el sumario"),),
    ),
    (
        "El portal Ciudad Viva rectificó la noticia y aclaró que el concejal no está imputado.",
        (
            ("la noticia", "rectificó", "El portal Ciudad Viva"),
            ("que el concejal no está imputado", "aclaró", "El portal Ciudad Viva"),
        ),
    ),
    (
        "Corre el rumor de que la fábrica se traslada a la capital.",
        (("que la fábrica se traslada a la capital", "el rumor de", None),),
    ),
    (
        "El fiscal acusó a los tres detenidos de falsificar actas.",
        (("a los tres detenidos de falsificar actas", "acusó", "El fiscal"),),
    ),
    ("El presidente llamó a los ciudadanos a ahorrar agua.", (("a ahorrar agua", "llamó", "El presidente"),)),
    ("A la salida, ninguno de los convocados quiso hacer declaraciones.", ()),
    ("La cantante recordó su infancia y cantó dos boleros.", ()),
    ("La comisión señaló el 4 de mayo para la vista.", ()),
    (
        "Fuentes próximas a la negociación, que piden no ser citadas, calculan que el acuerdo llegará en marzo.",
        (
            (
                "que el acuerdo llegará en marzo",
                "calculan",
                "Fuentes próximas a la negociación, que piden no ser citadas,",
            ),
        ),
    ),
    (
        "Policía detiene a dos por el robo del retablo, dice cura",
        (("Policía detiene a dos por el robo del retablo", "dice", "cura"),),
    ),
    (
        "El general aseguró que sus tropas, que según la prensa local se habían retirado, siguen en la zona.",
        (
            (
                "que sus tropas, que según la prensa local se habían retirado, siguen en la zona",
                "aseguró",
                "El general",
            ),
            ("se habían retirado", "según", "la prensa local"),
        ),
    ),
    (
        "Ella sostiene que lo vio; él, que estaba en casa.",
        (("que lo vio", "sostiene", "Ella"), ("que estaba en casa", "sostiene", "él")),
    ),
)
