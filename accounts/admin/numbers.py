"""How the administration finds rows by the numbers of documents and of companies."""

from functools import reduce
from operator import or_

from django.contrib import admin

from accounts.nit import as_printed, as_stored


class FoundByNumber(admin.ModelAdmin):
    """Numbers are found as people write them, with points and hyphens or without, and a NIT
    with its digit or without."""

    def get_search_results(self, request, queryset, search_term):
        terms = dict.fromkeys((search_term, as_stored(search_term), as_printed(search_term)))
        search = super().get_search_results
        found = [search(request, queryset, term) for term in terms]
        return reduce(or_, (rows for rows, _ in found)), any(is_repeated for _, is_repeated in found)
