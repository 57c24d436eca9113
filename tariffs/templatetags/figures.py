"""Published figures as they are written in Colombia, for templates."""

from django import template

from tariffs import figures

register = template.Library()
register.filter(figures.pesos)
register.filter(figures.dollars)
register.filter(figures.wages)
register.filter(figures.grouped)
