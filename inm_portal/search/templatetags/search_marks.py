from django import template

from inm_portal.search.marks import marked, snippet

register = template.Library()
register.filter("marked", marked)
register.filter("snippet", snippet)
