import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence
import services.models.park
import services.models.works


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("documents", "0001_initial"),
        ("expedientes", "0001_initial"),
        ("tariffs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_on", models.DateField(verbose_name="desde")),
                ("ends_on", models.DateField(verbose_name="hasta")),
                ("reason", models.CharField(max_length=200, verbose_name="motivo")),
            ],
            options={
                "verbose_name": "cierre de un laboratorio",
                "verbose_name_plural": "cierres de los laboratorios",
                "ordering": ["begins_on"],
            },
        ),
        migrations.CreateModel(
            name="CourseEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="curso")),
                (
                    "code",
                    models.CharField(
                        help_text="Por ejemplo, CAP-012.", max_length=12, verbose_name="código de la tasa"
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="horas"
                    ),
                ),
                ("is_virtual", models.BooleanField(default=False, verbose_name="es virtual")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Con su dirección, si no es virtual.",
                        max_length=200,
                        verbose_name="lugar",
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="cupos"
                    ),
                ),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mínimo para dictarla",
                    ),
                ),
                (
                    "opens_on",
                    models.DateField(
                        blank=True,
                        help_text="Vacío mientras es un borrador.",
                        null=True,
                        verbose_name="abre inscripciones el",
                    ),
                ),
                (
                    "closes_on",
                    models.DateField(help_text="Ese día todavía se recibe.", verbose_name="cierra inscripciones el"),
                ),
                (
                    "held_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="asistencia cerrada"),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelada")),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="motivo de la cancelación")),
            ],
            options={
                "verbose_name": "edición de un curso",
                "verbose_name_plural": "ediciones de cursos",
                "ordering": ["-closes_on", "name"],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="instrumento")),
                ("maker", models.CharField(max_length=80, verbose_name="marca")),
                ("model", models.CharField(max_length=80, verbose_name="modelo")),
                ("serial", models.CharField(max_length=60, verbose_name="serial")),
                ("key", models.CharField(editable=False, max_length=240, verbose_name="para comparar")),
                ("internal_code", models.CharField(blank=True, max_length=40, verbose_name="código interno")),
                (
                    "answers",
                    models.JSONField(blank=True, default=dict, verbose_name="respuestas de su última solicitud"),
                ),
                (
                    "recall_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="meses entre calibraciones",
                    ),
                ),
                (
                    "last_calibrated_on",
                    models.DateField(blank=True, null=True, verbose_name="fecha del último certificado"),
                ),
                (
                    "last_certificate",
                    models.CharField(blank=True, max_length=60, verbose_name="número del último certificado"),
                ),
                ("last_certificate_by", models.CharField(blank=True, max_length=120, verbose_name="quién lo expidió")),
                ("is_recalled", models.BooleanField(default=True, verbose_name="avisar por correo")),
                ("is_archived", models.BooleanField(default=False, verbose_name="archivado")),
                ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="próxima calibración")),
                (
                    "told_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="día en el calendario de su dueño"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False, verbose_name="revisión")),
            ],
            options={
                "verbose_name": "instrumento",
                "verbose_name_plural": "instrumentos",
                "ordering": ["is_archived", "due_on", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Intent",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="clave"
                    ),
                ),
                ("gateway", models.CharField(max_length=40, verbose_name="pasarela")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("creada", "Abriéndose en el banco"),
                            ("en_banco", "En el banco"),
                            ("pendiente", "Pendiente en el banco"),
                            ("aprobada", "Aprobada"),
                            ("rechazada", "Rechazada por el banco"),
                            ("vencida", "Venció sin pagarse"),
                            ("fallida", "No se abrió en el banco"),
                        ],
                        default="creada",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="abierto"),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="vence")),
                ("bank_reference", models.CharField(blank=True, max_length=80, verbose_name="referencia del banco")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="dirección en el banco")),
                ("cus", models.CharField(blank=True, max_length=40, verbose_name="CUS")),
                ("bank", models.CharField(blank=True, max_length=80, verbose_name="banco")),
                ("questions", models.PositiveSmallIntegerField(default=0, verbose_name="consultas hechas")),
                ("ask_at", models.DateTimeField(blank=True, null=True, verbose_name="próxima consulta")),
            ],
            options={
                "verbose_name": "intento de pago en línea",
                "verbose_name_plural": "intentos de pago en línea",
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="número")),
                ("cufe", models.CharField(blank=True, max_length=96, verbose_name="CUFE")),
                ("issued_on", models.DateField(verbose_name="fecha")),
            ],
            options={
                "verbose_name": "factura electrónica",
                "verbose_name_plural": "facturas electrónicas",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("name", models.CharField(max_length=200, verbose_name="qué es")),
                ("maker", models.CharField(blank=True, max_length=80, verbose_name="marca")),
                ("model", models.CharField(blank=True, max_length=80, verbose_name="modelo")),
                ("serial", models.CharField(blank=True, max_length=60, verbose_name="serial")),
                (
                    "serial_key",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="serial, para comparar"),
                ),
                ("internal_code", models.CharField(blank=True, max_length=40, verbose_name="código interno")),
                ("is_on_site", models.BooleanField(default=False, verbose_name="en las instalaciones del cliente")),
                ("country", models.CharField(default="CO", max_length=2, verbose_name="país")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="dirección del servicio")),
                ("wished_on", models.DateField(blank=True, null=True, verbose_name="fecha deseada")),
                (
                    "recall_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="meses entre calibraciones"),
                ),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="otros datos")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("esperado", "Por recibir"),
                            ("recibido", "Recibido"),
                            ("en_medicion", "En medición"),
                            ("terminado", "Terminado"),
                            ("certificado", "Certificado"),
                            ("entregado", "Entregado"),
                            ("devuelto", "Devuelto"),
                            ("excluido", "Excluido"),
                        ],
                        default="esperado",
                        max_length=12,
                        verbose_name="estado",
                    ),
                ),
            ],
            options={
                "verbose_name": "ítem de una solicitud",
                "verbose_name_plural": "ítems de las solicitudes",
                "ordering": ["request", "position"],
            },
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=services.models.works.label_code,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="código",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="hecha"),
                ),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="reemplazada")),
            ],
            options={
                "verbose_name": "etiqueta",
                "verbose_name_plural": "etiquetas",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Laboratory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="nombre")),
                (
                    "headings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        default=list,
                        help_text="Como se llaman en la resolución, separados por comas.",
                        size=None,
                        verbose_name="títulos de la tarifa",
                    ),
                ),
                (
                    "stations",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="puestos de medición",
                    ),
                ),
                (
                    "paper_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="días hábiles hasta el certificado"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="en uso")),
            ],
            options={
                "verbose_name": "laboratorio",
                "verbose_name_plural": "laboratorios",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("code", models.CharField(max_length=12, verbose_name="código de la tasa")),
                ("quantity", models.PositiveIntegerField(verbose_name="cantidad")),
                ("persons", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="personas")),
                ("is_on_site", models.BooleanField(default=False, verbose_name="en sitio")),
            ],
            options={
                "verbose_name": "servicio de una solicitud",
                "verbose_name_plural": "servicios de las solicitudes",
                "ordering": ["request", "position"],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Como lo lee el cliente, igual en todos sus lotes: pH 7,00, 200 mL.",
                        max_length=200,
                        verbose_name="material",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Por ejemplo, MRC-002.", max_length=12, verbose_name="código de la tasa"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="número del lote")),
                (
                    "units",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="unidades"
                    ),
                ),
                (
                    "made_on",
                    models.DateField(
                        help_text="Antes de ese día se anuncia, y no se vende.", verbose_name="disponible desde"
                    ),
                ),
                ("expires_on", models.DateField(help_text="Ese día todavía sirve.", verbose_name="vence el")),
                ("storage", models.CharField(blank=True, max_length=200, verbose_name="conservación")),
                ("hazard", models.CharField(blank=True, max_length=200, verbose_name="peligros")),
                ("blocked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bloqueado")),
                ("block_reason", models.TextField(blank=True, editable=False, verbose_name="motivo del bloqueo")),
            ],
            options={
                "verbose_name": "lote de un material",
                "verbose_name_plural": "lotes de materiales",
                "ordering": ["code", "name", "expires_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Measurand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Con su punto: «Error a 100 g».", max_length=120, verbose_name="mensurando"
                    ),
                ),
                ("unit", models.CharField(max_length=20, verbose_name="unidad")),
                (
                    "assigned",
                    models.CharField(blank=True, editable=False, max_length=40, verbose_name="valor asignado"),
                ),
                (
                    "uncertainty",
                    models.CharField(blank=True, editable=False, max_length=40, verbose_name="U del valor asignado"),
                ),
                ("deviation", models.CharField(blank=True, editable=False, max_length=40, verbose_name="desviación σ")),
            ],
            options={
                "verbose_name": "mensurando de una ronda",
                "verbose_name_plural": "mensurandos de las rondas",
                "ordering": ["round", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MoneyBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("banco", "Reversado por el banco"),
                            ("reverso", "Pago reversado"),
                            ("devolucion", "Devolución"),
                        ],
                        max_length=10,
                        verbose_name="clase",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("returned_on", models.DateField(verbose_name="fecha")),
                ("account", models.CharField(blank=True, max_length=120, verbose_name="cuenta de destino")),
                (
                    "administrative_act",
                    models.CharField(blank=True, max_length=120, verbose_name="acto administrativo"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motivo")),
                ("is_dropped", models.BooleanField(default=False, verbose_name="no se confirmó")),
            ],
            options={
                "verbose_name": "devolución o reverso",
                "verbose_name_plural": "devoluciones y reversos",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Park",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recall_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=services.models.park.recall_days,
                        size=None,
                        verbose_name="días de aviso",
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=services.models.park.secret,
                        max_length=32,
                        unique=True,
                        verbose_name="secreto de su calendario",
                    ),
                ),
            ],
            options={
                "verbose_name": "instrumentos de un cliente",
                "verbose_name_plural": "instrumentos de los clientes",
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("first_name", models.CharField(max_length=200, verbose_name="nombres")),
                ("last_name", models.CharField(max_length=200, verbose_name="apellidos")),
                ("document_type", models.CharField(max_length=3, verbose_name="tipo de documento")),
                ("document_number", models.CharField(max_length=30, verbose_name="número de documento")),
                ("email", models.EmailField(max_length=254, verbose_name="correo electrónico")),
                ("job", models.CharField(blank=True, max_length=80, verbose_name="cargo")),
            ],
            options={
                "verbose_name": "participante",
                "verbose_name_plural": "participantes",
                "ordering": ["item", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ParticipantCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=4, verbose_name="código")),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="asignado"),
                ),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="reemplazado")),
                ("reason", models.TextField(blank=True, verbose_name="por qué se reemplazó")),
            ],
            options={
                "verbose_name": "código de participante",
                "verbose_name_plural": "códigos de participantes",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("laboratory", models.CharField(max_length=200, verbose_name="laboratorio participante")),
                ("laboratory_key", models.CharField(max_length=200, verbose_name="laboratorio, para comparar")),
                ("owner", models.CharField(max_length=80, verbose_name="documento de quien lo inscribe")),
                (
                    "state",
                    models.CharField(
                        choices=[("tomado", "Inscrito"), ("liberado", "Sin cupo: la solicitud terminó")],
                        default="tomado",
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("no_report", models.TextField(blank=True, verbose_name="constancia de que no reportó")),
            ],
            options={
                "verbose_name": "participación en una ronda",
                "verbose_name_plural": "participaciones en rondas",
                "ordering": ["round", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_back", models.BooleanField(verbose_name="de vuelta al laboratorio")),
                ("courier", models.CharField(max_length=120, verbose_name="transportador y guía")),
                (
                    "sent_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="enviado"),
                ),
                (
                    "sent_condition",
                    models.CharField(
                        choices=[("bien", "En buen estado"), ("observado", "Con observaciones"), ("danado", "Dañado")],
                        max_length=10,
                        verbose_name="estado al salir",
                    ),
                ),
                ("sent_notes", models.TextField(blank=True, verbose_name="observaciones al salir")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="recibido")),
                (
                    "received_condition",
                    models.CharField(
                        blank=True,
                        choices=[("bien", "En buen estado"), ("observado", "Con observaciones"), ("danado", "Dañado")],
                        max_length=10,
                        verbose_name="estado al llegar",
                    ),
                ),
                ("received_notes", models.TextField(blank=True, verbose_name="observaciones al llegar")),
            ],
            options={
                "verbose_name": "envío de un ítem de una ronda",
                "verbose_name_plural": "envíos de los ítems de las rondas",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("en_linea", "En línea"), ("transferencia", "Transferencia")],
                        max_length=14,
                        verbose_name="forma de pago",
                    ),
                ),
                ("transaction", models.CharField(max_length=200, unique=True, verbose_name="transacción")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
                ("paid_on", models.DateField(verbose_name="fecha del banco")),
                ("bank", models.CharField(blank=True, max_length=80, verbose_name="banco o cuenta")),
                ("cus", models.CharField(blank=True, max_length=60, verbose_name="CUS o número")),
                ("is_counted", models.BooleanField(default=True, verbose_name="cuenta")),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sin_cotizacion", "Pago sin cotización"),
                            ("repetido", "Pago repetido"),
                            ("por_revisar", "Pago por revisar: no es lo que se pagaba"),
                        ],
                        max_length=14,
                        verbose_name="duda",
                    ),
                ),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="resuelta")),
                ("resolution", models.TextField(blank=True, verbose_name="cómo se resolvió")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="registrado"
                    ),
                ),
            ],
            options={
                "verbose_name": "pago",
                "verbose_name_plural": "pagos",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Performance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_on", models.DateField(verbose_name="comenzó")),
                ("ended_on", models.DateField(verbose_name="terminó")),
                ("conditions", models.TextField(blank=True, verbose_name="equipos y condiciones")),
            ],
            options={
                "verbose_name": "prestación de un servicio",
                "verbose_name_plural": "prestaciones de servicios",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("priced_on", models.DateField(verbose_name="cotizada el")),
                ("customer", models.JSONField(verbose_name="hechos del cliente")),
                ("lines", models.JSONField(verbose_name="servicios")),
                (
                    "discount_article",
                    models.CharField(blank=True, max_length=20, verbose_name="artículo del descuento"),
                ),
                ("subtotal", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="subtotal")),
                ("discount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="descuento")),
                ("total", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="total")),
                ("version", models.PositiveSmallIntegerField(verbose_name="versión")),
                ("valid_until", models.DateField(verbose_name="vigente hasta")),
                ("content_sha256", models.CharField(max_length=64, verbose_name="SHA-256 de lo cotizado")),
            ],
            options={
                "verbose_name": "versión de una cotización",
                "verbose_name_plural": "versiones de cotizaciones",
                "ordering": ["chain", "version"],
            },
        ),
        migrations.CreateModel(
            name="QuoteChain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="orden")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
                ("is_awaited", models.BooleanField(default=False, verbose_name="el servicio espera su pago")),
            ],
            options={
                "verbose_name": "cotización",
                "verbose_name_plural": "cotizaciones",
                "ordering": ["request", "number"],
            },
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="próxima calibración")),
                ("days", models.PositiveSmallIntegerField(verbose_name="días antes")),
                ("sent_on", models.DateField(verbose_name="avisado")),
            ],
            options={
                "verbose_name": "aviso de calibración",
                "verbose_name_plural": "avisos de calibración",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Reception",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial_read", models.CharField(blank=True, max_length=60, verbose_name="serial leído")),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("bien", "En buen estado"),
                            ("observado", "Con observaciones"),
                            ("danado", "Dañado: se consulta antes de seguir"),
                        ],
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="observaciones")),
                ("accessories", models.CharField(blank=True, max_length=300, verbose_name="accesorios")),
            ],
            options={
                "verbose_name": "recepción de un ítem",
                "verbose_name_plural": "recepciones de ítems",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=40, verbose_name="valor")),
                ("uncertainty", models.CharField(max_length=40, verbose_name="U")),
                ("coverage", models.CharField(max_length=40, verbose_name="k")),
            ],
            options={
                "verbose_name": "valor reportado",
                "verbose_name_plural": "valores reportados",
                "ordering": ["step", "measurand"],
            },
        ),
        migrations.CreateModel(
            name="Repricing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("priced_on", models.DateField(verbose_name="cotizada el")),
                ("customer", models.JSONField(verbose_name="hechos del cliente")),
                ("lines", models.JSONField(verbose_name="servicios")),
                (
                    "discount_article",
                    models.CharField(blank=True, max_length=20, verbose_name="artículo del descuento"),
                ),
                ("subtotal", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="subtotal")),
                ("discount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="descuento")),
                ("total", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="total")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("tamano", "Tamaño de la empresa (artículo 4)"),
                            ("vigencia", "Otra vigencia (artículo 8, parágrafo)"),
                            ("no_prestado", "Un ítem no se prestó"),
                        ],
                        max_length=12,
                        verbose_name="por qué",
                    ),
                ),
                ("begins_on", models.DateField(blank=True, null=True, verbose_name="nuevo día")),
            ],
            options={
                "verbose_name": "reliquidación de una cotización",
                "verbose_name_plural": "reliquidaciones de cotizaciones",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="título")),
                ("magnitude", models.CharField(max_length=120, verbose_name="magnitud")),
                (
                    "code",
                    models.CharField(help_text="Por ejemplo, EA-018.", max_length=12, verbose_name="código de la tasa"),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="El ítem y lo que se mide de él.", verbose_name="qué se mide"
                    ),
                ),
                (
                    "items",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="ítems que se ofrecen",
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="cupos"
                    ),
                ),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="mínimo para hacerla",
                    ),
                ),
                (
                    "opens_on",
                    models.DateField(
                        blank=True,
                        help_text="Vacío mientras es un borrador.",
                        null=True,
                        verbose_name="abre inscripciones el",
                    ),
                ),
                (
                    "closes_on",
                    models.DateField(help_text="Ese día todavía se recibe.", verbose_name="cierra inscripciones el"),
                ),
                ("begins_on", models.DateField(verbose_name="el ítem circula desde")),
                ("ends_on", models.DateField(verbose_name="el ítem circula hasta")),
                (
                    "results_until",
                    models.DateTimeField(
                        help_text="Día y hora de Colombia.", verbose_name="se reciben resultados hasta"
                    ),
                ),
                (
                    "evaluation",
                    models.CharField(
                        choices=[
                            ("z", "z, con la desviación σ del protocolo"),
                            ("z_robusto", "z, con el valor y la desviación robustos de los participantes"),
                            ("en", "Eₙ, con la incertidumbre del participante y la de referencia"),
                        ],
                        max_length=12,
                        verbose_name="cómo se evalúa",
                    ),
                ),
                ("reported_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="informada")),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelada")),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="motivo de la cancelación")),
            ],
            options={
                "verbose_name": "ronda de un ensayo de aptitud",
                "verbose_name_plural": "rondas de ensayos de aptitud",
                "ordering": ["-closes_on", "title"],
            },
        ),
        migrations.CreateModel(
            name="RoundItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="Con su serial o su marca.", max_length=120, verbose_name="ítem")),
            ],
            options={
                "verbose_name": "ítem que circula",
                "verbose_name_plural": "ítems que circulan",
                "ordering": ["round", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=40, verbose_name="documento")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("en_lista", "En lista de espera"),
                            ("ofrecido", "Cupo ofrecido"),
                            ("tomado", "Con cupo"),
                            ("suelto", "Soltó el cupo"),
                            ("liberado", "Sin cupo: la solicitud terminó"),
                        ],
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("offered_until", models.DateField(blank=True, null=True, verbose_name="se ofrece hasta")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aprobacion", "Aprobación"),
                            ("asistencia", "Asistencia"),
                            ("ausencia", "Sin constancia"),
                        ],
                        max_length=10,
                        verbose_name="resultado",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="opinó el")),
            ],
            options={
                "verbose_name": "cupo de un curso",
                "verbose_name_plural": "cupos de cursos",
                "ordering": ["edition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "expediente_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="expedientes.expediente",
                    ),
                ),
                (
                    "submission_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="envío"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("radicada", "Radicada"),
                            ("incompleta", "Por completar"),
                            ("revisada", "Revisada"),
                            ("cotizada", "Cotizada"),
                            ("aceptada", "Aceptada, por pagar"),
                            ("por_cobrar", "Aceptada, con pago aplazado"),
                            ("pagada", "Pagada"),
                            ("programada", "Programada"),
                            ("recibida", "Recibida"),
                            ("en_servicio", "En servicio"),
                            ("terminada", "Terminada"),
                            ("entregada", "Entregada"),
                            ("no_aceptada", "Cotización no aceptada"),
                            ("vencida", "Cotización vencida"),
                            ("cerrada", "Cerrada"),
                            ("desistida", "Desistida"),
                            ("rechazada", "Rechazada"),
                            ("anulada", "Anulada"),
                        ],
                        default="radicada",
                        max_length=12,
                        verbose_name="estado",
                    ),
                ),
                ("customer_name", models.CharField(max_length=410, verbose_name="cliente")),
                ("customer_document", models.CharField(max_length=80, verbose_name="documento del cliente")),
                (
                    "customer_address",
                    models.CharField(blank=True, max_length=300, verbose_name="dirección del cliente"),
                ),
                ("contact_name", models.CharField(max_length=120, verbose_name="persona de contacto")),
                ("contact_email", models.EmailField(max_length=254, verbose_name="correo de contacto")),
                ("contact_phone", models.CharField(blank=True, max_length=40, verbose_name="teléfono de contacto")),
                ("customer", models.JSONField(default=dict, verbose_name="hechos del cliente")),
                ("size_proved_at", models.DateTimeField(blank=True, null=True, verbose_name="tamaño verificado")),
                ("contract", models.JSONField(blank=True, default=dict, verbose_name="contrato o convenio")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="revisada")),
                (
                    "asked_until",
                    models.DateField(blank=True, null=True, verbose_name="plazo del cliente para completarla"),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="próxima fecha")),
                ("suspended_until", models.DateField(blank=True, null=True, verbose_name="suspendido hasta")),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="observaciones")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="datos del servicio")),
            ],
            options={
                "verbose_name": "solicitud de servicio",
                "verbose_name_plural": "solicitudes de servicios",
                "ordering": ["-received_at"],
                "permissions": [
                    ("handle_request", "Puede atender solicitudes de servicios"),
                    ("measure", "Puede prestar los servicios de su laboratorio"),
                    ("schedule_service", "Puede programar servicios, y recibir y devolver lo que se mide"),
                    ("confirm_payment", "Puede confirmar pagos de servicios"),
                ],
            },
            bases=("expedientes.expediente",),
        ),
        migrations.CreateModel(
            name="StockMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("apartado", "Apartadas"), ("liberado", "Liberadas"), ("despachado", "Despachadas")],
                        max_length=10,
                        verbose_name="movimiento",
                    ),
                ),
                ("units", models.PositiveIntegerField(verbose_name="unidades")),
            ],
            options={
                "verbose_name": "movimiento de un lote",
                "verbose_name_plural": "movimientos de los lotes",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TransferProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("paid_on", models.DateField(verbose_name="fecha de la transferencia")),
                ("bank", models.CharField(max_length=80, verbose_name="banco")),
                ("reference", models.CharField(max_length=60, verbose_name="número del comprobante")),
                ("key", models.CharField(editable=False, max_length=160, verbose_name="comprobante, para comparar")),
                ("is_refused", models.BooleanField(default=False, verbose_name="no se confirmó")),
            ],
            options={
                "verbose_name": "comprobante de transferencia",
                "verbose_name_plural": "comprobantes de transferencias",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_on", models.DateField(verbose_name="día")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="días hábiles que toma",
                    ),
                ),
                ("promised_on", models.DateField(verbose_name="fecha estimada que se dijo")),
                (
                    "ended_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended_appointment",
                        to="expedientes.paso",
                        verbose_name="cambiada por",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment",
                        to="expedientes.paso",
                        verbose_name="paso",
                    ),
                ),
            ],
            options={
                "verbose_name": "cita",
                "verbose_name_plural": "citas",
                "ordering": ["begins_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="número")),
                ("issued_on", models.DateField(verbose_name="expedido el")),
                ("place", models.CharField(max_length=200, verbose_name="lugar de la prestación")),
                ("reason", models.TextField(blank=True, verbose_name="qué cambió")),
                ("dcc", models.BinaryField(blank=True, null=True, verbose_name="certificado digital")),
                (
                    "delivered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivered_certificates",
                        to="expedientes.paso",
                        verbose_name="entregado por",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="documents.document",
                        verbose_name="archivo",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="services.certificate",
                        verbose_name="reemplaza a",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="firmante autorizado",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="expedientes.paso",
                        verbose_name="paso",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificado",
                "verbose_name_plural": "certificados",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CourseOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_on", models.DateField(verbose_name="fecha")),
                (
                    "contents",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], verbose_name="contenidos"
                    ),
                ),
                (
                    "teaching",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], verbose_name="profesores"
                    ),
                ),
                (
                    "organisation",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], verbose_name="organización"
                    ),
                ),
                (
                    "use",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                        verbose_name="utilidad para su trabajo",
                    ),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="comentario")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="services.courseedition",
                        verbose_name="edición",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinión de un curso",
                "verbose_name_plural": "opiniones de cursos",
                "ordering": ["edition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CourseSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="día")),
                ("starts", models.TimeField(verbose_name="desde")),
                ("ends", models.TimeField(verbose_name="hasta")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="services.courseedition",
                        verbose_name="edición",
                    ),
                ),
            ],
            options={
                "verbose_name": "sesión de un curso",
                "verbose_name_plural": "sesiones de cursos",
                "ordering": ["day", "starts"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_there", models.BooleanField(verbose_name="asistió")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="services.coursesession",
                        verbose_name="sesión",
                    ),
                ),
            ],
            options={
                "verbose_name": "asistencia",
                "verbose_name_plural": "asistencias",
                "ordering": ["session", "seat"],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="dónde queda")),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="desde"),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="quien lo recibe",
                    ),
                ),
            ],
            options={
                "verbose_name": "custodia",
                "verbose_name_plural": "custodias",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("recoge", "Lo recojo en el INM, en Bogotá"),
                            ("envio", "Me lo envían con un transportador"),
                        ],
                        max_length=10,
                        verbose_name="entrega",
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=120, verbose_name="transportador")),
                ("guide", models.CharField(blank=True, max_length=60, verbose_name="número de guía")),
                ("taken_by", models.CharField(blank=True, max_length=120, verbose_name="quien lo recogió")),
                ("document", models.CharField(blank=True, max_length=40, verbose_name="documento de quien lo recogió")),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_dispatches",
                        to="expedientes.paso",
                        verbose_name="recibido",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatch",
                        to="expedientes.paso",
                        verbose_name="paso",
                    ),
                ),
            ],
            options={
                "verbose_name": "despacho",
                "verbose_name_plural": "despachos",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Heard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gateway", models.CharField(max_length=40, verbose_name="pasarela")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("evento", "Evento"),
                            ("consulta", "Respuesta a una consulta"),
                            ("extracto", "Extracto del día"),
                        ],
                        max_length=10,
                        verbose_name="por dónde",
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="oído")),
                ("reference", models.CharField(max_length=80, verbose_name="referencia")),
                ("transaction", models.CharField(max_length=80, verbose_name="transacción")),
                ("word", models.JSONField(verbose_name="lo que dijo")),
                ("effect", models.CharField(max_length=200, verbose_name="qué se hizo")),
            ],
            options={
                "verbose_name": "lo que dijo el banco",
                "verbose_name_plural": "lo que dijo el banco",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["reference"], name="ix_heard_reference")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heard",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7e8181203fd335e9aea992f946e76e6da7e97a72",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_3fa7e",
                    table="services_heard",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heard",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="9164af08fcbce98e1fdb70229285f2eed5a6393f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_007e0",
                    table="services_heard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="intent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien paga",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoice",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
                verbose_name="municipio",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="returned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returned_items",
                to="expedientes.paso",
                verbose_name="devuelto por",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="items",
            field=models.ManyToManyField(
                blank=True, related_name="instruments", to="services.item", verbose_name="solicitudes"
            ),
        ),
        migrations.AddField(
            model_name="custody",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="custodies",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="label",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="labels",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="laboratory",
            name="members",
            field=models.ManyToManyField(
                blank=True, related_name="laboratories", to=settings.AUTH_USER_MODEL, verbose_name="personas"
            ),
        ),
        migrations.AddField(
            model_name="courseedition",
            name="laboratory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="laboratory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="closures",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="laboratory",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="dropped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="expedientes.paso",
                verbose_name="retirada por",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="laboratory",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="certificate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certified_lots",
                to="documents.document",
                verbose_name="certificado",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="laboratory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lots",
                to="services.laboratory",
                verbose_name="laboratorio",
            ),
        ),
        migrations.AddField(
            model_name="moneyback",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien lo pidió",
            ),
        ),
        migrations.AddField(
            model_name="moneyback",
            name="step",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="money_back",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="park",
            name="company",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="park",
                to="accounts.company",
                verbose_name="empresa",
            ),
        ),
        migrations.AddField(
            model_name="park",
            name="user",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="park",
                to=settings.AUTH_USER_MODEL,
                verbose_name="persona",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="park",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="instruments",
                to="services.park",
                verbose_name="de",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participants",
                to="services.item",
                verbose_name="cupos",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="services.participant",
                verbose_name="lo reemplaza",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participation",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="participantcode",
            name="participation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="codes",
                to="services.participation",
                verbose_name="participación",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="participation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="services.participation",
                verbose_name="participante",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="intent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="services.intent",
                verbose_name="intento",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="resolved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="resuelta por",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="step",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payment",
                to="expedientes.paso",
                verbose_name="recibo",
            ),
        ),
        migrations.AddField(
            model_name="moneyback",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="services.payment",
                verbose_name="pago",
            ),
        ),
        migrations.AddField(
            model_name="performance",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien midió",
            ),
        ),
        migrations.AddField(
            model_name="performance",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="performance",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="accepted_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accepted_quote",
                to="expedientes.paso",
                verbose_name="aceptada por",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tariffs.edition",
                verbose_name="tarifa",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="expedientes.paso",
                verbose_name="no aceptada o vencida por",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="replaced_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_quote",
                to="expedientes.paso",
                verbose_name="reemplazada por",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quote",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="chain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="chain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoices",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="intent",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intents",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="recall",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recalls",
                to="services.instrument",
                verbose_name="instrumento",
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reception",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="reception",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to="expedientes.paso",
                verbose_name="acta",
            ),
        ),
        migrations.AddField(
            model_name="reportedvalue",
            name="measurand",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported",
                to="services.measurand",
                verbose_name="mensurando",
            ),
        ),
        migrations.AddField(
            model_name="reportedvalue",
            name="participation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported",
                to="services.participation",
                verbose_name="participación",
            ),
        ),
        migrations.AddField(
            model_name="reportedvalue",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported_values",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="repricing",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="expedientes.paso",
                verbose_name="aceptada por",
            ),
        ),
        migrations.AddField(
            model_name="repricing",
            name="appointment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="services.appointment",
                verbose_name="cita",
            ),
        ),
        migrations.AddField(
            model_name="repricing",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tariffs.edition",
                verbose_name="tarifa",
            ),
        ),
        migrations.AddField(
            model_name="repricing",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="expedientes.paso",
                verbose_name="sin efecto por",
            ),
        ),
        migrations.AddField(
            model_name="repricing",
            name="quote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repricings",
                to="services.quote",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="repricing",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repricings",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="laboratory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds",
                to="services.laboratory",
                verbose_name="laboratorio que la coordina",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="protocol",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="of_rounds",
                to="documents.document",
                verbose_name="protocolo",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participations",
                to="services.round",
                verbose_name="ronda",
            ),
        ),
        migrations.AddField(
            model_name="participantcode",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="codes",
                to="services.round",
                verbose_name="ronda",
            ),
        ),
        migrations.AddField(
            model_name="measurand",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measurands",
                to="services.round",
                verbose_name="ronda",
            ),
        ),
        migrations.AddField(
            model_name="rounditem",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="travelling",
                to="services.round",
                verbose_name="ronda",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="services.rounditem",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="certificate",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certified_seat",
                to="expedientes.paso",
                verbose_name="constancia",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats_asked",
                to="services.courseedition",
                verbose_name="edición",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="participant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seat",
                to="services.participant",
                verbose_name="participante",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="services.seat",
                verbose_name="cupo",
            ),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="service_requests",
                to=settings.AUTH_USER_MODEL,
                verbose_name="usuario",
            ),
        ),
        migrations.AddField(
            model_name="quotechain",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="chains",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="services.servicerequest",
                verbose_name="solicitud",
            ),
        ),
        migrations.AddField(
            model_name="stockmovement",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="services.item",
                verbose_name="ítem",
            ),
        ),
        migrations.AddField(
            model_name="stockmovement",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="services.lot",
                verbose_name="lote",
            ),
        ),
        migrations.AddField(
            model_name="stockmovement",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stock_movements",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="transferproof",
            name="answered_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="expedientes.paso",
                verbose_name="respondido por",
            ),
        ),
        migrations.AddField(
            model_name="transferproof",
            name="chain",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proofs",
                to="services.quotechain",
                verbose_name="cotización",
            ),
        ),
        migrations.AddField(
            model_name="transferproof",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proof",
                to="expedientes.paso",
                verbose_name="paso",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="proof",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payment",
                to="services.transferproof",
                verbose_name="comprobante",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="9726b24b90fca62533fac5fc5c0ba487f0084901",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_d86d0",
                    table="services_courseopinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="12c16aa1c7f79a32e33980456fbe295f8ebb6c98",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a9120",
                    table="services_courseopinion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="coursesession",
            constraint=models.UniqueConstraint(
                fields=("edition", "day", "starts"),
                name="uq_course_session",
                violation_error_message="Esa sesión está repetida.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursesession",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))),
                name="session_ends_after_it_starts",
                violation_error_message="La sesión termina después de empezar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispatch",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="8b3c1df2300266a61e61f374624aca814177894d",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_67e67",
                    table="services_dispatch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispatch",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="fbe5ea48c3fc3adfd58e555fbb0e4ea85167eae6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_508fa",
                    table="services_dispatch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispatch",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.received_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{received_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{received_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un despacho registrado no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="e9efa59440460b94e274b4ddd5ddff546972f418",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_d38f7",
                    table="services_dispatch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispatch",
            trigger=pgtrigger.compiler.Trigger(
                name="received",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.received_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="375f1e3308293c871675554f0286dcdd24c1f7b1",
                    operation="UPDATE",
                    pgid="pgtrigger_received_e485e",
                    table="services_dispatch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7160ebec39a33dca659e1ed245cb79605542a16e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_863ea",
                    table="services_custody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b3f2bd0e0e19a1f9b1b13a5bf4e894a237c68c62",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_657ce",
                    table="services_custody",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3e38053e2333adb1160031071d4eb82cfb36d5af",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_0589d",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="064acb4d6f2f967c37dcf2494455f381e046210e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_99a0d",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.delivered_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{delivered_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{delivered_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un certificado registrado no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="54f3c6141aadfbaa49cc0a7c8484cd854db23eb9",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_ff9dc",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delivered",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.delivered_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0a9851956fc48954c6354ee100b7c36f9603be48",
                    operation="UPDATE",
                    pgid="pgtrigger_delivered_73ee4",
                    table="services_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)), fields=("item",), name="one_label_of_an_item"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="label",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="de68cde5c51f9b9add43ef9a904347b62df93943",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_132c5",
                    table="services_label",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="label",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="830f3733b2e8e0191c5113cdbd5d29fcfc444f68",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ae55a",
                    table="services_label",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="label",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{replaced_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{replaced_at}'::text[] THEN\n        RAISE EXCEPTION 'Una etiqueta no se modifica: se reemplaza por otra.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="148fcc57f2d642897fc7aa10380c551987091654",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_b7828",
                    table="services_label",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="courseedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", models.F("minimum")), ("minimum__gt", 0), ("seats__lte", 200)),
                name="edition_seats",
                violation_error_message="Los cupos van del mínimo para dictarla a 200.",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_on", None), ("opens_on__lte", models.F("closes_on")), _connector="OR"),
                name="edition_opens_before_it_closes",
                violation_error_message="Las inscripciones abren antes de cerrar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_virtual", True), models.Q(("place", ""), _negated=True), _connector="OR"),
                name="edition_somewhere",
                violation_error_message="Escriba el lugar, o marque que es virtual.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseedition",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="2dc5dd3721ccad90cfe6b0160ff79cc48891d994",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_44fcd",
                    table="services_courseedition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseedition",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="38f5dc02ea847569216751729a53c68ca2295471",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_7ba1c",
                    table="services_courseedition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseedition",
            trigger=pgtrigger.compiler.Trigger(
                name="never_fewer",
                sql=ground.permanence.TriggerSql(
                    declare="DECLARE held integer;",
                    func="\n    SELECT count(*) INTO held FROM services_seat WHERE edition_id = NEW.id AND state IN ('ofrecido', 'tomado');\n    IF held > NEW.seats THEN\n        RAISE EXCEPTION 'Los cupos de una edición no pueden ser menos que los tomados.' USING ERRCODE = '23001', CONSTRAINT = 'seats_of_edition', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="28a857243724579342aa0f10454a63ff54cfc66a",
                    operation="UPDATE",
                    pgid="pgtrigger_never_fewer_c119b",
                    table="services_courseedition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseedition",
            trigger=pgtrigger.compiler.Trigger(
                name="ended",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.held_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Una edición realizada o cancelada no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="614025e5ea9981107151a3fc99401c31995471f0",
                    operation="UPDATE",
                    pgid="pgtrigger_ended_d6b71",
                    table="services_courseedition",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                name="closure_in_order",
                violation_error_message="El último día no es antes del primero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("made_on"))),
                name="lot_expires_once_made",
                violation_error_message="Un lote vence después de estar disponible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gt", 0)),
                name="lot_of_some",
                violation_error_message="Un lote tiene al menos una unidad.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b3e68d95eb2e3ecddca86ff6400311a03e4cc811",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_d1e44",
                    table="services_lot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="974c1ca289a19bbc2e3115778c0640982a3c1d44",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_faef6",
                    table="services_lot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="never_fewer",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.units < OLD.units)",
                    declare="DECLARE held integer;",
                    func="\n    SELECT \n    coalesce(sum(units) FILTER (WHERE kind = 'apartado'), 0) - coalesce(sum(units) FILTER (WHERE kind = 'liberado'), 0) INTO held FROM services_stockmovement WHERE lot_id = NEW.id;\n    IF held > NEW.units THEN\n        RAISE EXCEPTION 'Las unidades de un lote no pueden ser menos que las apartadas y despachadas.' USING ERRCODE = '23001', CONSTRAINT = 'units_of_lot', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="d0ad2d771371f5b8dfa686824eed275a4dc35a45",
                    operation="UPDATE",
                    pgid="pgtrigger_never_fewer_672ab",
                    table="services_lot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="as_promised",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN ((NEW.code, NEW.name, NEW.number, NEW.expires_on, NEW.certificate_id) IS DISTINCT FROM (OLD.code, OLD.name, OLD.number, OLD.expires_on, OLD.certificate_id))",
                    func="\n    IF EXISTS (SELECT FROM services_stockmovement WHERE lot_id = NEW.id) THEN\n        RAISE EXCEPTION 'Un lote que alguien apartó conserva su material, su número, su vencimiento y su certificado.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="303897e7ebc2f29996f45e89b72405e3cb90e4cf",
                    operation="UPDATE",
                    pgid="pgtrigger_as_promised_9c215",
                    table="services_lot",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="park",
            constraint=models.CheckConstraint(
                condition=models.Q(("company", None), ("user", None), _connector="XOR"),
                name="park_of_one_owner",
                violation_error_message="Los instrumentos son de una empresa o de una persona.",
            ),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=models.Index(condition=models.Q(("is_recalled", True)), fields=["due_on"], name="ix_instrument_due"),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.UniqueConstraint(
                fields=("park", "key"),
                name="uq_instrument_of_park",
                violation_error_message="Ese instrumento ya está entre los suyos: misma marca, modelo y serial.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_by", None)),
                fields=("item", "document_type", "document_number"),
                name="uq_participant_document",
                violation_error_message="Ese documento está repetido.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f306c43a686d5cbd5945e59119fca2be9fb67b67",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_365c6",
                    table="services_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="009f20c6e414faaf2223e4d9873191ce2a7f96c3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0fd83",
                    table="services_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{replaced_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{replaced_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un participante no se modifica: otro toma su lugar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="5ce62d08c7446c59c0eadfdf6024f8040eb71fd1",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_49e71",
                    table="services_participant",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyback",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("kind", "devolucion"), _negated=True), ("is_dropped", False)),
                fields=("payment",),
                name="reversed_once",
                violation_error_message="Ese pago ya se reversó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyback",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="back_of_some",
                violation_error_message="Se devuelve más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d9942ac7682bc109930efe85e1070b61703a8fc8",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_c72e2",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d4c147315542f32c577361f6d1d72bf2a8d61648",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_005ba",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.step_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{step_id,is_dropped}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{step_id,is_dropped}'::text[] THEN\n        RAISE EXCEPTION 'Lo devuelto no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="731df46bc777e932345622f72de335a2779aa5ae",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_45d9b",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moneyback",
            trigger=pgtrigger.compiler.Trigger(
                name="done",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.step_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Lo devuelto no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="807c7528c375c319ec3a947b336dd5be97dba1aa",
                    operation="UPDATE",
                    pgid="pgtrigger_done_23d4f",
                    table="services_moneyback",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="performance",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__gte", models.F("began_on"))),
                name="performance_in_order",
                violation_error_message="No termina antes de comenzar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="performance",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="36e486d5d627428b2aeff71ebda23a0ce13bf004",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_76440",
                    table="services_performance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="performance",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c376f5cb8402e4bbf25b02cff0866fb259c9d06b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_266fc",
                    table="services_performance",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(fields=("chain", "version"), name="uq_quote_version"),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_by", None)),
                fields=("chain",),
                name="one_quote_in_force",
                violation_error_message="Solo una versión de una cotización está en firme.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total",
                        django.db.models.expressions.CombinedExpression(
                            models.F("subtotal"), "-", models.F("discount")
                        ),
                    ),
                    ("total__gte", 0),
                ),
                name="quote_adds_up",
                violation_error_message="El total es el subtotal menos el descuento.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d932d7f9cf56d514cdfb78ff24ed7ffef5dc1f50",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_ddffd",
                    table="services_quote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b5c22f2d2c9fabc57c6a27dea90b0371e5dcfa9f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_7826d",
                    table="services_quote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{accepted_by_id,ended_by_id,replaced_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{accepted_by_id,ended_by_id,replaced_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Una cotización emitida no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="8249d9b871281e960963339c6b156246386bb77b",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_845c1",
                    table="services_quote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invoice",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3b991553da35a0f2be01121b54d53cc51ecd362d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_56a1a",
                    table="services_invoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invoice",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a8becd34d93253b0732761f07528242ab86ef9c0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_f6d05",
                    table="services_invoice",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="intent",
            index=models.Index(
                condition=models.Q(("state__in", frozenset(["en_banco", "creada", "pendiente"]))),
                fields=["ask_at"],
                name="ix_intent_ask",
            ),
        ),
        migrations.AddConstraint(
            model_name="intent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", frozenset(["en_banco", "creada", "pendiente"]))),
                fields=("chain",),
                name="one_live_intent",
                violation_error_message="Hay un pago en curso de esta cotización.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intent",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="intent_of_some",
                violation_error_message="Se paga más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7b4a511f4e664e2c084628399146a1b892477e34",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_3e07d",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="488ff32f139a6d9b711c8f777172d3462b3674b9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_beb98",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state,expires_at,bank_reference,url,cus,bank,questions,ask_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,expires_at,bank_reference,url,cus,bank,questions,ask_at}'::text[] THEN\n        RAISE EXCEPTION 'Lo que se pagaba no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="6650745ef049e6fca711c97d29b98744aba6b063",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_e7155",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intent",
            trigger=pgtrigger.compiler.Trigger(
                name="approved",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.state = 'aprobada')",
                    func="\n    IF to_jsonb(NEW) - '{cus,bank,questions,ask_at,expires_at,bank_reference,url}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{cus,bank,questions,ask_at,expires_at,bank_reference,url}'::text[] THEN\n        RAISE EXCEPTION 'Un pago aprobado sigue aprobado.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="a7f08fda7c2b1bb2ce7337a16aa1a8c4a057e909",
                    operation="UPDATE",
                    pgid="pgtrigger_approved_d2234",
                    table="services_intent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.UniqueConstraint(fields=("instrument", "due_on", "days"), name="uq_recall"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reception",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="acb8f3b25215dd2d9766b9bff0acdce43ac0fed9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_7a5ff",
                    table="services_reception",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reception",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="108dbc1eae11f374fcfaa33c7a0d1790033cad40",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_20442",
                    table="services_reception",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedvalue",
            constraint=models.UniqueConstraint(fields=("step", "measurand"), name="uq_reported_value"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportedvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="1cf82ca43053ecffc17613ae40e88c5d7b8436b2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_fb706",
                    table="services_reportedvalue",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportedvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b2cb70003b0ebdbdd70dd7857736480b53cc8d09",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e198d",
                    table="services_reportedvalue",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportedvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="in_time",
                sql=ground.permanence.TriggerSql(
                    func="\n    PERFORM FROM services_round r JOIN services_participation p ON p.round_id = r.id\n        WHERE p.id = NEW.participation_id AND now() < r.results_until\n        AND r.reported_at IS NULL AND r.cancelled_at IS NULL;\n    IF NOT FOUND THEN RAISE EXCEPTION 'La ronda ya no recibe resultados.' USING ERRCODE = '23001', CONSTRAINT = 'results_in_time', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    RETURN NEW;",
                    hash="5ee67ce72b4f5ec50d5be294c1c3126df4511103",
                    operation="INSERT",
                    pgid="pgtrigger_in_time_0a1ab",
                    table="services_reportedvalue",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="repricing",
            constraint=models.UniqueConstraint(fields=("quote", "step"), name="uq_repricing"),
        ),
        migrations.AddConstraint(
            model_name="repricing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total",
                        django.db.models.expressions.CombinedExpression(
                            models.F("subtotal"), "-", models.F("discount")
                        ),
                    ),
                    ("total__gte", 0),
                ),
                name="repricing_adds_up",
                violation_error_message="El total es el subtotal menos el descuento.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repricing",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b0e6a2ee94b4dd1fcb8646894b8a49edc5383338",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_82772",
                    table="services_repricing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repricing",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b29f030dec1aac8590aefb29da96cf07c135fec0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_2f80d",
                    table="services_repricing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repricing",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{accepted_by_id,ended_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{accepted_by_id,ended_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Una reliquidación no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="cb273bcc208b931333878be1afc18e00c05f52cc",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_0044c",
                    table="services_repricing",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__gte", models.F("minimum")), ("minimum__gt", 0), ("places__lte", 200)),
                name="round_places",
                violation_error_message="Los cupos van del mínimo para hacerla a 200.",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_on", None), ("opens_on__lte", models.F("closes_on")), _connector="OR"),
                name="round_opens_before_it_closes",
                violation_error_message="Las inscripciones abren antes de cerrar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__lt", models.F("begins_on")), ("begins_on__lte", models.F("ends_on"))),
                name="round_in_order",
                violation_error_message="El ítem circula después de que cierran las inscripciones, y termina después de empezar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="bdc6d966090dd0e385cf3c146f5f4f4a088eb578",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_988ab",
                    table="services_round",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c9d25c2cb44af9bb5838e96d02ae0900011e38e6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_1dbe3",
                    table="services_round",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="never_fewer",
                sql=ground.permanence.TriggerSql(
                    declare="DECLARE held integer;",
                    func="\n    SELECT count(*) INTO held FROM services_participation WHERE round_id = NEW.id AND state IN ('tomado');\n    IF held > NEW.places THEN\n        RAISE EXCEPTION 'Los cupos de una ronda no pueden ser menos que los tomados.' USING ERRCODE = '23001', CONSTRAINT = 'places_of_round', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="ba4339d93292b74585c02681ac43841d3021ef2e",
                    operation="UPDATE",
                    pgid="pgtrigger_never_fewer_76b5c",
                    table="services_round",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="ended",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.reported_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Una ronda informada o cancelada no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f01a96ef469dd938ebf91725879ebc593a42aa98",
                    operation="UPDATE",
                    pgid="pgtrigger_ended_65b78",
                    table="services_round",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "tomado")),
                fields=("round", "owner", "laboratory_key"),
                name="uq_laboratory_in_a_round",
                violation_error_message="Su laboratorio ya está inscrito en esta ronda.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="a4c902407b65dd4abdd90d059c3f749509d80241",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_f6ea0",
                    table="services_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="46045f0a007996d674474386a9e4c761f80d6804",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_6e481",
                    table="services_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="fits",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.state IN ('tomado'))",
                    declare="DECLARE most integer; held integer;",
                    func="\n    -- Whoever takes one of its places waits here for whoever is taking another.\n    SELECT places INTO most FROM services_round WHERE id = NEW.round_id FOR NO KEY UPDATE;\n    SELECT count(*) INTO held FROM services_participation\n        WHERE round_id = NEW.round_id AND state IN ('tomado') AND id IS DISTINCT FROM NEW.id;\n    IF held >= most THEN RAISE EXCEPTION 'No quedan cupos en esa ronda.' USING ERRCODE = '23001', CONSTRAINT = 'places_of_round', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    RETURN NEW;",
                    hash="65b340d20049d43e16c65b57dc68eba7c657cf4e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_fits_cd23e",
                    table="services_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{round_id,state,no_report}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{round_id,state,no_report}'::text[] THEN\n        RAISE EXCEPTION 'Una participación no pasa a otra solicitud.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0ec05a3c647cbe7cc7867d9f72baa7dbd71ff41d",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_1fffa",
                    table="services_participation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="participantcode",
            constraint=models.UniqueConstraint(fields=("round", "code"), name="uq_participant_code"),
        ),
        migrations.AddConstraint(
            model_name="participantcode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)), fields=("participation",), name="one_code_of_a_participant"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participantcode",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="2888bb0f047c8ad64b7f8adae15b54fae47a0385",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_9aaf5",
                    table="services_participantcode",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participantcode",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3b28c7313dc88134d5dbe541bf5c44003d378e2e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_6a500",
                    table="services_participantcode",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participantcode",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.replaced_at IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{replaced_at,reason}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{replaced_at,reason}'::text[] THEN\n        RAISE EXCEPTION 'Un código no se modifica: se reemplaza por otro.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="048a0b6d43bfa5286caefe856f9073b224aca859",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_1d6fc",
                    table="services_participantcode",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participantcode",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.replaced_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="6232124d4fa70812a89d70bd8ad601bcf7eda58e",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_2e860",
                    table="services_participantcode",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="measurand",
            constraint=models.UniqueConstraint(
                fields=("round", "name"), name="uq_measurand", violation_error_message="Ese mensurando está repetido."
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurand",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.round_id IS NOT NULL THEN\n        PERFORM FROM services_round WHERE id = OLD.round_id AND reported_at IS NULL AND cancelled_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una ronda informada o cancelada no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.round_id IS NOT NULL THEN\n        PERFORM FROM services_round WHERE id = NEW.round_id AND reported_at IS NULL AND cancelled_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una ronda informada o cancelada no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="92ba787ff2daa335d117beacfab8b4b49103f6bd",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_629df",
                    table="services_measurand",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.UniqueConstraint(
                fields=("round", "name"), name="uq_round_item", violation_error_message="Ese ítem está repetido."
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rounditem",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.round_id IS NOT NULL THEN\n        PERFORM FROM services_round WHERE id = OLD.round_id AND reported_at IS NULL AND cancelled_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una ronda informada o cancelada no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.round_id IS NOT NULL THEN\n        PERFORM FROM services_round WHERE id = NEW.round_id AND reported_at IS NULL AND cancelled_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una ronda informada o cancelada no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="ce90fe4a4e626b867ac8a0c9453877b73c5970f1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_daaaf",
                    table="services_rounditem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("received_at", None)),
                fields=("item",),
                name="one_way_at_a_time",
                violation_error_message="El ítem está en camino a otro participante.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_at", None), ("received_condition", "")),
                    models.Q(("received_at__isnull", False), models.Q(("received_condition", ""), _negated=True)),
                    _connector="OR",
                ),
                name="passage_received_in_some_condition",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="559e80ae2d83fb48a7c19359dba11d6a59db7aca",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_ce9d4",
                    table="services_passage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="725afa259af78133c82421585ed547fb385c3571",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c73a2",
                    table="services_passage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.received_at IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{received_at,received_condition,received_notes}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{received_at,received_condition,received_notes}'::text[] THEN\n        RAISE EXCEPTION 'Un envío no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="6b03747372a6d632ca624272c5acda1b655937bd",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_3984e",
                    table="services_passage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="received",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.received_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="c240893da0349ab7e4efe1658fcd193ffdf53422",
                    operation="UPDATE",
                    pgid="pgtrigger_received_f585e",
                    table="services_passage",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("suelto", "liberado")), _negated=True),
                fields=("edition", "document"),
                name="uq_seat_of_a_person",
                violation_error_message="Esa persona ya tiene cupo.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered_until__isnull", False), ("state", "ofrecido")),
                    models.Q(models.Q(("state", "ofrecido"), _negated=True), ("offered_until", None)),
                    _connector="OR",
                ),
                name="seat_offered_until_a_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3f473d2702b2641ada456dca9732ee6b0624d01a",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_a40d3",
                    table="services_seat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="d519b922730279672d2eb4298daa915d2266a536",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_03e33",
                    table="services_seat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="fits",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.state IN ('ofrecido', 'tomado'))",
                    declare="DECLARE most integer; held integer;",
                    func="\n    -- Whoever takes one of its seats waits here for whoever is taking another.\n    SELECT seats INTO most FROM services_courseedition WHERE id = NEW.edition_id FOR NO KEY UPDATE;\n    SELECT count(*) INTO held FROM services_seat\n        WHERE edition_id = NEW.edition_id AND state IN ('ofrecido', 'tomado') AND id IS DISTINCT FROM NEW.id;\n    IF held >= most THEN RAISE EXCEPTION 'No quedan cupos en esa edición.' USING ERRCODE = '23001', CONSTRAINT = 'seats_of_edition', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    RETURN NEW;",
                    hash="ae4c9919586f4ef64d8e01c72ba275aebc9fc032",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_fits_beec4",
                    table="services_seat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{edition_id,state,offered_until,participant_id,document,result,certificate_id,answered_on}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{edition_id,state,offered_until,participant_id,document,result,certificate_id,answered_on}'::text[] THEN\n        RAISE EXCEPTION 'Un cupo no pasa a otra solicitud.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="c037d1686d148291d1c097eb4628094143e9ab5a",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_596d3",
                    table="services_seat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="ended",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.result <> '')",
                    func="\n    IF to_jsonb(NEW) - '{participant_id,document,certificate_id,answered_on}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{participant_id,document,certificate_id,answered_on}'::text[] THEN\n        RAISE EXCEPTION 'La asistencia a un curso que terminó no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="057a2a8ae488bb8d5956b994add1caefc1f9444c",
                    operation="UPDATE",
                    pgid="pgtrigger_ended_47d92",
                    table="services_seat",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("session", "seat"), name="uq_attendance"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.seat_id IS NOT NULL THEN\n        PERFORM FROM services_seat WHERE id = OLD.seat_id AND result = '' FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'La asistencia a un curso que terminó no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.seat_id IS NOT NULL THEN\n        PERFORM FROM services_seat WHERE id = NEW.seat_id AND result = '' FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'La asistencia a un curso que terminó no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="110939d3243d8cdac36379f2d9a1b9218f0ffe42",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_865e5",
                    table="services_attendance",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["state", "next_on"], name="ix_service_state"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="249a2b6ce87a002b413055174670f0655698880b",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_61545",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="fa8aa69731816b1110a7f4570a95a1114e4aca75",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_900c4",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = OLD.expediente_ptr_id AND app = 'services' FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud de servicio es un caso de la sala services.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = NEW.expediente_ptr_id AND app = 'services' FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud de servicio es un caso de la sala services.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="e7b2c2a5a5005cafd8ef5ddc9b5f52767e280f20",
                    operation="INSERT",
                    pgid="pgtrigger_only_while_0da00",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state,customer,contract,size_proved_at,checked_at,asked_until,next_on,suspended_until,user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,customer,contract,size_proved_at,checked_at,asked_until,next_on,suspended_until,user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Lo radicado en un caso no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="97e3fc551e194861be65409cbb052679074e796e",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_e5783",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="closed",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.expediente_ptr_id IS NOT NULL THEN\n        PERFORM FROM expedientes_expediente WHERE id = OLD.expediente_ptr_id AND closed_at IS NULL FOR SHARE;\n        IF NOT FOUND THEN \n    IF to_jsonb(NEW) - '{state,user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Un caso cerrado no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF; END IF;\n    END IF;\n    RETURN NEW;",
                    hash="83747364658a3c670f047d66784c8e5b703f0832",
                    operation="UPDATE",
                    pgid="pgtrigger_closed_06fc7",
                    table="services_servicerequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="quotechain",
            constraint=models.UniqueConstraint(fields=("request", "number"), name="uq_quote_chain"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotechain",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="0ae9ce1c9cac7c15941e457dbfe1d2aa27635776",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_0cbd2",
                    table="services_quotechain",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotechain",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dda33e8ff3548912b2700b9520ddcd054f2c3676",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a75c9",
                    table="services_quotechain",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_by", None)),
                fields=("request", "item", "code", "chain"),
                name="uq_service_line",
                nulls_distinct=False,
                violation_error_message="Esa tasa ya está en la solicitud.",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)),
                name="service_line_of_some",
                violation_error_message="La cantidad es mayor que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7f3c2bafb280e57c82888236c394c821b3802a24",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_184f9",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="cd1aa48926bf885684676b05f6ecf1290b361565",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_72c2b",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.dropped_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{dropped_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{dropped_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Un servicio pedido no se modifica: se retira, y otro toma su lugar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="cd5b3569be7d38a78b50e554dd15ab8da92aa350",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_6474e",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="dropped",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.dropped_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="168f566a34da118eb33fa46ca14e25d2690141a0",
                    operation="UPDATE",
                    pgid="pgtrigger_dropped_7a16a",
                    table="services_line",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("serial_key", ""), _negated=True),
                fields=["serial_key"],
                name="ix_service_item_serial",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("request", "position"), name="uq_service_item_position"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("serial_key", ""), _negated=True),
                fields=("request", "serial_key"),
                name="uq_service_item_serial",
                violation_error_message="Ese serial ya está en esta solicitud.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="1af37a3be99ddeecbce96f2dccb37ec8107440de",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_d7cba",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6632a403d8f6c4740e55d0fcbe3b29cf9014acca",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_34b7d",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{state,returned_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{state,returned_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Lo radicado en una solicitud no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="be8bc89d2d9c4986f87ce67effe53cd4c8334d01",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_2f5ea",
                    table="services_item",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("ended_by", None)), fields=["laboratory", "begins_on"], name="ix_appointment_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_by", None)),
                fields=("request", "laboratory"),
                name="one_appointment",
                nulls_distinct=False,
                violation_error_message="Ese laboratorio ya tiene cita para esta solicitud.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="3d87b90ce665d88fb435ea73decadf7f3259aff5",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_e42f2",
                    table="services_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="72042924d03004dac17bb1fcb191a6e17a112384",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a52b7",
                    table="services_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{ended_by_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{ended_by_id}'::text[] THEN\n        RAISE EXCEPTION 'Una cita no se modifica: se cambia por otra.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="479b5ac961edb11faf95af80b544570f807328a6",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_3e1da",
                    table="services_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="movement_of_some"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockmovement",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: solo se le agregan filas.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="275f77d1b4383d67ed4082f08c0e5020d532bec7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_only_added_9b2ca",
                    table="services_stockmovement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockmovement",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="f7a838b160651ff106bce5c3130f0ad0e0964587",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_5bd09",
                    table="services_stockmovement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockmovement",
            trigger=pgtrigger.compiler.Trigger(
                name="fits",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.kind = 'apartado')",
                    declare="DECLARE made integer; is_good boolean; held integer;",
                    func="\n    -- Whoever reserves units of a lot waits here for whoever is reserving others.\n    SELECT units, blocked_at IS NULL INTO made, is_good FROM services_lot WHERE id = NEW.lot_id FOR NO KEY UPDATE;\n    IF NOT is_good THEN RAISE EXCEPTION 'El lote está bloqueado.' USING ERRCODE = '23001', CONSTRAINT = 'lot_for_sale', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    SELECT \n    coalesce(sum(units) FILTER (WHERE kind = 'apartado'), 0) - coalesce(sum(units) FILTER (WHERE kind = 'liberado'), 0) INTO held FROM services_stockmovement WHERE lot_id = NEW.lot_id;\n    IF held + NEW.units > made THEN RAISE EXCEPTION 'No quedan unidades de ese lote.' USING ERRCODE = '23001', CONSTRAINT = 'units_of_lot', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    RETURN NEW;",
                    hash="abd5897bd31284d84f27a3ce47cac33bd027c6d3",
                    operation="INSERT",
                    pgid="pgtrigger_fits_8ab83",
                    table="services_stockmovement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockmovement",
            trigger=pgtrigger.compiler.Trigger(
                name="its_own",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (NEW.kind <> 'apartado')",
                    declare="DECLARE held integer;",
                    func="\n    SELECT \n    coalesce(sum(units) FILTER (WHERE kind = 'apartado'), 0) - coalesce(sum(units) FILTER (WHERE kind = 'liberado'), 0) - coalesce(sum(units) FILTER (WHERE kind = 'despachado'), 0) INTO held\n        FROM services_stockmovement WHERE lot_id = NEW.lot_id AND item_id = NEW.item_id;\n    IF NEW.units > held THEN\n        RAISE EXCEPTION 'Esas unidades no están apartadas para ese ítem.' USING ERRCODE = '23001', CONSTRAINT = 'units_of_item', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    IF NEW.kind = 'despachado' AND NOT EXISTS (\n        SELECT FROM services_lot WHERE id = NEW.lot_id AND blocked_at IS NULL\n            AND expires_on >= (now() AT TIME ZONE 'America/Bogota')::date\n    ) THEN RAISE EXCEPTION 'Un lote bloqueado o vencido no se despacha.' USING ERRCODE = '23001', CONSTRAINT = 'lot_for_sale', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    RETURN NEW;",
                    hash="9523776351e48aa1de494c7b9c60e5e6ec7235f6",
                    operation="INSERT",
                    pgid="pgtrigger_its_own_1cdb6",
                    table="services_stockmovement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="transferproof",
            index=models.Index(condition=models.Q(("answered_by", None)), fields=["chain"], name="ix_proof_waiting"),
        ),
        migrations.AddConstraint(
            model_name="transferproof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_refused", False)),
                fields=("key", "paid_on", "amount"),
                name="uq_transfer_proof",
                violation_error_message="Ese comprobante ya se usó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferproof",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="proof_of_some",
                violation_error_message="Se paga más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="ed503a51054258f26f3a92e86abf9c187944c942",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_6b47d",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="257eca6b0a14498e575ac02c21fc366d46a97cde",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a8d49",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.answered_by_id IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{answered_by_id,is_refused}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{answered_by_id,is_refused}'::text[] THEN\n        RAISE EXCEPTION 'Un comprobante no se modifica: se responde.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="2a980ae619e73f6cebb0a498e9f9725413937476",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_72e50",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferproof",
            trigger=pgtrigger.compiler.Trigger(
                name="answered",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.answered_by_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0411a700fd3b7555d86bb17b3747948a97927b0f",
                    operation="UPDATE",
                    pgid="pgtrigger_answered_dd865",
                    table="services_transferproof",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_counted", False), ("chain__isnull", False), _connector="OR"),
                name="payment_counts_for_something",
                violation_error_message="Un pago que cuenta es de una cotización.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="payment_of_some",
                violation_error_message="Un pago es más que cero.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dca8da2fdc0b4b0003f8d1120ba7664c83db1a5e",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_49e9f",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="dcf738ff490abaa1fa61cf74dbcae785d0b03bba",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c61ff",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.doubt <> '' AND OLD.resolved_at IS NULL)",
                    func="\n    IF to_jsonb(NEW) - '{chain_id,step_id,is_counted,resolved_at,resolved_by_id,resolution}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{chain_id,step_id,is_counted,resolved_at,resolved_by_id,resolution}'::text[] THEN\n        RAISE EXCEPTION 'Un pago no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f1ab35d2255398c3d2f50d38db9f59b9640cfd4d",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_faa20",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="certain",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.doubt = '' OR OLD.resolved_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Un pago no se modifica.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="f52d072cabe9763c356cb1070d0610e62d30e4f8",
                    operation="UPDATE",
                    pgid="pgtrigger_certain_054fc",
                    table="services_payment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
