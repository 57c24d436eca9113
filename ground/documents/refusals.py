"""Why a file is not accepted, in words that help the person who sent it."""

from django.conf import settings

from ground.documents.inspectors.confined import FileFault

ACCEPTED = "Se aceptan documentos PDF e imágenes JPEG o PNG."
UNREADABLE = (
    "No se pudo leer el archivo: puede estar dañado o incompleto. Ábralo en su equipo, guárdelo de nuevo "
    "(por ejemplo, con «Imprimir como PDF») y vuelva a enviarlo."
)
BUSY = "En este momento se están revisando muchos archivos. Espere unos segundos y vuelva a enviarlo."
EMPTY = "El archivo está vacío. Elija otro."
NOT_STORED = (
    "No pudimos guardar el archivo por una falla nuestra, que quedó registrada. Inténtelo en unos minutos."
)
WRONG_KIND = f"El archivo no es de una clase que se acepte, cualquiera que sea su nombre. {ACCEPTED}"

_PRINT_IT = "Guárdelo de nuevo con «Imprimir como PDF» y envíe la copia."
_INSPECTED = {
    FileFault.ENCRYPTED: "El PDF está protegido con contraseña o cifrado. Envíe una copia sin protección.",
    FileFault.SCRIPT: f"El PDF contiene instrucciones que se ejecutan (JavaScript). {_PRINT_IT}",
    FileFault.ACTION: (
        f"El PDF contiene acciones, sonido o video que podrían ejecutarse al abrirlo. {_PRINT_IT}"
    ),
    FileFault.EMBEDDED: (
        f"El PDF lleva otros archivos adjuntos por dentro. Envíelos por separado. {_PRINT_IT}"
    ),
    FileFault.DYNAMIC_FORM: f"El PDF es un formulario dinámico (XFA). {_PRINT_IT}",
    FileFault.NO_PAGES: "El PDF no tiene páginas.",
    FileFault.TOO_COMPLEX: f"El PDF es demasiado complejo u ocupa demasiado al abrirlo. {_PRINT_IT}",
    FileFault.FOREIGN_DATA: f"El archivo lleva datos ajenos antes o después del PDF. {_PRINT_IT}",
    FileFault.ANIMATED: "La imagen es una animación. Envíe una imagen fija.",
}


class FileRefusedError(Exception):
    """The file is not accepted; the message is the reason, in Spanish, for the person who sent it."""


def refused(reason: FileFault) -> FileRefusedError:
    if reason is FileFault.TOO_MANY_PAGES:
        return FileRefusedError(
            f"El PDF tiene demasiadas páginas; el máximo es {settings.DOCUMENT_MAX_PAGES}."
        )
    if reason is FileFault.TOO_MANY_PIXELS:
        return FileRefusedError(
            "La imagen tiene demasiados píxeles; el máximo es de "
            f"{settings.DOCUMENT_MAX_PIXELS // 1_000_000} megapíxeles. Redúzcala y vuelva a enviarla."
        )
    return FileRefusedError(_INSPECTED[reason])
