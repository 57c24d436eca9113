"""The one place where the resolution can be read in two ways, and the reading that is taken."""

from tariffs.kinds import Worded


class DiscountBase(Worded):
    """What «el valor total de la cotización» means in articles 5 and 6, when a quote mixes services.

    Both articles discount «las tasas correspondientes a» one kind of product or service, and then say that
    the discount applies «sobre el valor total de la cotización». ELIGIBLE_LINES, the default, takes that
    total to be of the quote for those products: the first sentence says which rates are discounted, and a
    bottle more or less must not make a calibration cheaper. WHOLE_QUOTE takes it to be of everything
    quoted. In neither are travel costs discounted: table 6 has «costos», and the articles discount the
    «tasa vigente».
    """

    ELIGIBLE_LINES = "lineas_del_articulo", "solo de los servicios o productos del artículo"
    WHOLE_QUOTE = "toda_la_cotizacion", "de todo lo cotizado, salvo los costos de desplazamiento"
