"""The divisions of CIIU Rev. 4 A. C. (DANE), by section: codes of two digits, as strings; short names.

In English, those of ISIC Rev. 4 (United Nations), which CIIU adapts.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SECTIONS = [
    (
        _("A. Agricultura, ganadería, caza, silvicultura y pesca"),
        {
            "01": _("Agricultura, ganadería, caza y actividades de servicios conexas"),
            "02": _("Silvicultura y extracción de madera"),
            "03": _("Pesca y acuicultura"),
        },
    ),
    (
        _("B. Explotación de minas y canteras"),
        {
            "05": _("Extracción de carbón de piedra y lignito"),
            "06": _("Extracción de petróleo crudo y gas natural"),
            "07": _("Extracción de minerales metalíferos"),
            "08": _("Extracción de otras minas y canteras"),
            "09": _("Actividades de servicios de apoyo para la explotación de minas"),
        },
    ),
    (
        _("C. Industrias manufactureras"),
        {
            "10": _("Elaboración de productos alimenticios"),
            "11": _("Elaboración de bebidas"),
            "12": _("Elaboración de productos de tabaco"),
            "13": _("Fabricación de productos textiles"),
            "14": _("Confección de prendas de vestir"),
            "15": _("Curtido de cueros; fabricación de calzado y artículos de viaje"),
            "16": _("Transformación de la madera y fabricación de sus productos"),
            "17": _("Fabricación de papel, cartón y sus productos"),
            "18": _("Impresión y copia de grabaciones originales"),
            "19": _("Coquización y refinación del petróleo"),
            "20": _("Fabricación de sustancias y productos químicos"),
            "21": _("Fabricación de productos farmacéuticos"),
            "22": _("Fabricación de productos de caucho y de plástico"),
            "23": _("Fabricación de otros productos minerales no metálicos"),
            "24": _("Fabricación de productos metalúrgicos básicos"),
            "25": _("Fabricación de productos elaborados de metal"),
            "26": _("Fabricación de productos informáticos, electrónicos y ópticos"),
            "27": _("Fabricación de aparatos y equipo eléctrico"),
            "28": _("Fabricación de maquinaria y equipo"),
            "29": _("Fabricación de vehículos automotores y remolques"),
            "30": _("Fabricación de otros tipos de equipo de transporte"),
            "31": _("Fabricación de muebles, colchones y somieres"),
            "32": _("Otras industrias manufactureras"),
            "33": _("Instalación, mantenimiento y reparación de maquinaria y equipo"),
        },
    ),
    (
        _("D. Electricidad, gas, vapor y aire acondicionado"),
        {
            "35": _("Suministro de electricidad, gas, vapor y aire acondicionado"),
        },
    ),
    (
        _("E. Agua, aguas residuales y gestión de desechos"),
        {
            "36": _("Captación, tratamiento y distribución de agua"),
            "37": _("Evacuación y tratamiento de aguas residuales"),
            "38": _("Recolección, tratamiento y disposición de desechos"),
            "39": _("Saneamiento ambiental y otros servicios de gestión de desechos"),
        },
    ),
    (
        _("F. Construcción"),
        {
            "41": _("Construcción de edificios"),
            "42": _("Obras de ingeniería civil"),
            "43": _("Actividades especializadas para la construcción"),
        },
    ),
    (
        _("G. Comercio y reparación de vehículos"),
        {
            "45": _("Comercio, mantenimiento y reparación de vehículos automotores"),
            "46": _("Comercio al por mayor"),
            "47": _("Comercio al por menor"),
        },
    ),
    (
        _("H. Transporte y almacenamiento"),
        {
            "49": _("Transporte terrestre y por tuberías"),
            "50": _("Transporte acuático"),
            "51": _("Transporte aéreo"),
            "52": _("Almacenamiento y actividades complementarias al transporte"),
            "53": _("Correo y servicios de mensajería"),
        },
    ),
    (
        _("I. Alojamiento y servicios de comida"),
        {
            "55": _("Alojamiento"),
            "56": _("Servicios de comidas y bebidas"),
        },
    ),
    (
        _("J. Información y comunicaciones"),
        {
            "58": _("Actividades de edición"),
            "59": _("Cine, video, televisión y grabación de sonido"),
            "60": _("Programación y transmisión de radio y televisión"),
            "61": _("Telecomunicaciones"),
            "62": _("Desarrollo y consultoría de sistemas informáticos"),
            "63": _("Servicios de información"),
        },
    ),
    (
        _("K. Actividades financieras y de seguros"),
        {
            "64": _("Servicios financieros"),
            "65": _("Seguros, reaseguros y fondos de pensiones"),
            "66": _("Actividades auxiliares de los servicios financieros"),
        },
    ),
    (
        _("L. Actividades inmobiliarias"),
        {
            "68": _("Actividades inmobiliarias"),
        },
    ),
    (
        _("M. Actividades profesionales, científicas y técnicas"),
        {
            "69": _("Actividades jurídicas y de contabilidad"),
            "70": _("Administración empresarial y consultoría de gestión"),
            "71": _("Arquitectura e ingeniería; ensayos y análisis técnicos"),
            "72": _("Investigación científica y desarrollo"),
            "73": _("Publicidad y estudios de mercado"),
            "74": _("Otras actividades profesionales, científicas y técnicas"),
            "75": _("Actividades veterinarias"),
        },
    ),
    (
        _("N. Servicios administrativos y de apoyo"),
        {
            "77": _("Alquiler y arrendamiento"),
            "78": _("Actividades de empleo"),
            "79": _("Agencias de viajes y operadores turísticos"),
            "80": _("Seguridad e investigación privada"),
            "81": _("Servicios a edificios y paisajismo"),
            "82": _("Apoyo administrativo y de oficina"),
        },
    ),
    (
        _("O. Administración pública y defensa"),
        {
            "84": _("Administración pública, defensa y seguridad social"),
        },
    ),
    (
        _("P. Educación"),
        {
            "85": _("Educación"),
        },
    ),
    (
        _("Q. Salud humana y asistencia social"),
        {
            "86": _("Atención de la salud humana"),
            "87": _("Atención residencial medicalizada"),
            "88": _("Asistencia social sin alojamiento"),
        },
    ),
    (
        _("R. Actividades artísticas y de recreación"),
        {
            "90": _("Actividades creativas, artísticas y de entretenimiento"),
            "91": _("Bibliotecas, archivos y museos"),
            "92": _("Juegos de azar y apuestas"),
            "93": _("Actividades deportivas, recreativas y de esparcimiento"),
        },
    ),
    (
        _("S. Otras actividades de servicios"),
        {
            "94": _("Actividades de asociaciones"),
            "95": _("Reparación de computadores y enseres domésticos"),
            "96": _("Otras actividades de servicios personales"),
        },
    ),
    (
        _("T. Hogares como empleadores"),
        {
            "97": _("Hogares como empleadores de personal doméstico"),
            "98": _("Hogares que producen bienes y servicios para uso propio"),
        },
    ),
    (
        _("U. Organizaciones extraterritoriales"),
        {
            "99": _("Organizaciones y entidades extraterritoriales"),
        },
    ),
]

# As a form and a model take them: grouped by section.
DIVISION_CHOICES = [
    (section, [(code, format_lazy("{} {}", code, name)) for code, name in divisions.items()])
    for section, divisions in SECTIONS
]
