"""The OEC request in the browser.

Everything works by plain posts of one form whose buttons name what to do (`action`); with JavaScript the
same posts go through htmx and come back as the section that changed.
"""

from requests_oec.views.request import oec_request
from requests_oec.views.rows import equipment_item, equipment_list, staff_list, staff_member

__all__ = ["equipment_item", "equipment_list", "oec_request", "staff_list", "staff_member"]
