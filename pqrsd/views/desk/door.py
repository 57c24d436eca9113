"""Who enters the *Mesa PQRSD*, and which petition they may open there."""

from expedientes.views.door import Door
from pqrsd.models import Pqrsd

DOOR = Door(Pqrsd, shown=("petitioner", "termino", "received_by"))
desk, handler_only, case_of = DOOR.desk, DOOR.handler_only, DOOR.case_of
