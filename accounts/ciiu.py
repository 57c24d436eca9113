"""The divisions of CIIU Rev. 4 A. C. (DANE), by section: codes of two digits, as strings; short names."""

SECTIONS = {
    "A. Agricultura, ganadería, caza, silvicultura y pesca": {
        "01": "Agricultura, ganadería, caza y actividades de servicios conexas",
        "02": "Silvicultura y extracción de madera",
        "03": "Pesca y acuicultura",
    },
    "B. Explotación de minas y canteras": {
        "05": "Extracción de carbón de piedra y lignito",
        "06": "Extracción de petróleo crudo y gas natural",
        "07": "Extracción de minerales metalíferos",
        "08": "Extracción de otras minas y canteras",
        "09": "Actividades de servicios de apoyo para la explotación de minas",
    },
    "C. Industrias manufactureras": {
        "10": "Elaboración de productos alimenticios",
        "11": "Elaboración de bebidas",
        "12": "Elaboración de productos de tabaco",
        "13": "Fabricación de productos textiles",
        "14": "Confección de prendas de vestir",
        "15": "Curtido de cueros; fabricación de calzado y artículos de viaje",
        "16": "Transformación de la madera y fabricación de sus productos",
        "17": "Fabricación de papel, cartón y sus productos",
        "18": "Impresión y copia de grabaciones originales",
        "19": "Coquización y refinación del petróleo",
        "20": "Fabricación de sustancias y productos químicos",
        "21": "Fabricación de productos farmacéuticos",
        "22": "Fabricación de productos de caucho y de plástico",
        "23": "Fabricación de otros productos minerales no metálicos",
        "24": "Fabricación de productos metalúrgicos básicos",
        "25": "Fabricación de productos elaborados de metal",
        "26": "Fabricación de productos informáticos, electrónicos y ópticos",
        "27": "Fabricación de aparatos y equipo eléctrico",
        "28": "Fabricación de maquinaria y equipo",
        "29": "Fabricación de vehículos automotores y remolques",
        "30": "Fabricación de otros tipos de equipo de transporte",
        "31": "Fabricación de muebles, colchones y somieres",
        "32": "Otras industrias manufactureras",
        "33": "Instalación, mantenimiento y reparación de maquinaria y equipo",
    },
    "D. Electricidad, gas, vapor y aire acondicionado": {
        "35": "Suministro de electricidad, gas, vapor y aire acondicionado",
    },
    "E. Agua, aguas residuales y gestión de desechos": {
        "36": "Captación, tratamiento y distribución de agua",
        "37": "Evacuación y tratamiento de aguas residuales",
        "38": "Recolección, tratamiento y disposición de desechos",
        "39": "Saneamiento ambiental y otros servicios de gestión de desechos",
    },
    "F. Construcción": {
        "41": "Construcción de edificios",
        "42": "Obras de ingeniería civil",
        "43": "Actividades especializadas para la construcción",
    },
    "G. Comercio y reparación de vehículos": {
        "45": "Comercio, mantenimiento y reparación de vehículos automotores",
        "46": "Comercio al por mayor",
        "47": "Comercio al por menor",
    },
    "H. Transporte y almacenamiento": {
        "49": "Transporte terrestre y por tuberías",
        "50": "Transporte acuático",
        "51": "Transporte aéreo",
        "52": "Almacenamiento y actividades complementarias al transporte",
        "53": "Correo y servicios de mensajería",
    },
    "I. Alojamiento y servicios de comida": {
        "55": "Alojamiento",
        "56": "Servicios de comidas y bebidas",
    },
    "J. Información y comunicaciones": {
        "58": "Actividades de edición",
        "59": "Cine, video, televisión y grabación de sonido",
        "60": "Programación y transmisión de radio y televisión",
        "61": "Telecomunicaciones",
        "62": "Desarrollo y consultoría de sistemas informáticos",
        "63": "Servicios de información",
    },
    "K. Actividades financieras y de seguros": {
        "64": "Servicios financieros",
        "65": "Seguros, reaseguros y fondos de pensiones",
        "66": "Actividades auxiliares de los servicios financieros",
    },
    "L. Actividades inmobiliarias": {
        "68": "Actividades inmobiliarias",
    },
    "M. Actividades profesionales, científicas y técnicas": {
        "69": "Actividades jurídicas y de contabilidad",
        "70": "Administración empresarial y consultoría de gestión",
        "71": "Arquitectura e ingeniería; ensayos y análisis técnicos",
        "72": "Investigación científica y desarrollo",
        "73": "Publicidad y estudios de mercado",
        "74": "Otras actividades profesionales, científicas y técnicas",
        "75": "Actividades veterinarias",
    },
    "N. Servicios administrativos y de apoyo": {
        "77": "Alquiler y arrendamiento",
        "78": "Actividades de empleo",
        "79": "Agencias de viajes y operadores turísticos",
        "80": "Seguridad e investigación privada",
        "81": "Servicios a edificios y paisajismo",
        "82": "Apoyo administrativo y de oficina",
    },
    "O. Administración pública y defensa": {
        "84": "Administración pública, defensa y seguridad social",
    },
    "P. Educación": {
        "85": "Educación",
    },
    "Q. Salud humana y asistencia social": {
        "86": "Atención de la salud humana",
        "87": "Atención residencial medicalizada",
        "88": "Asistencia social sin alojamiento",
    },
    "R. Actividades artísticas y de recreación": {
        "90": "Actividades creativas, artísticas y de entretenimiento",
        "91": "Bibliotecas, archivos y museos",
        "92": "Juegos de azar y apuestas",
        "93": "Actividades deportivas, recreativas y de esparcimiento",
    },
    "S. Otras actividades de servicios": {
        "94": "Actividades de asociaciones",
        "95": "Reparación de computadores y enseres domésticos",
        "96": "Otras actividades de servicios personales",
    },
    "T. Hogares como empleadores": {
        "97": "Hogares como empleadores de personal doméstico",
        "98": "Hogares que producen bienes y servicios para uso propio",
    },
    "U. Organizaciones extraterritoriales": {
        "99": "Organizaciones y entidades extraterritoriales",
    },
}

# As a form and a model take them: grouped by section.
DIVISION_CHOICES = [
    (section, [(code, f"{code} {name}") for code, name in divisions.items()])
    for section, divisions in SECTIONS.items()
]
