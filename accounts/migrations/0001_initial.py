import uuid

import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import django_countries.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import accounts.models.users
import accounts.nit
import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Characterisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "age_range",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-5", "0 a 5 años"),
                            ("6-11", "6 a 11 años"),
                            ("12-17", "12 a 17 años"),
                            ("18-28", "18 a 28 años"),
                            ("29-59", "29 a 59 años"),
                            ("60+", "60 años o más"),
                        ],
                        max_length=10,
                        verbose_name="rango de edad",
                    ),
                ),
                (
                    "schooling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ninguna", "Ninguna"),
                            ("primaria", "Primaria"),
                            ("secundaria", "Secundaria o media"),
                            ("tecnico", "Técnico"),
                            ("tecnologo", "Tecnólogo"),
                            ("profesional", "Profesional"),
                            ("especializacion", "Especialización"),
                            ("maestria", "Maestría"),
                            ("doctorado", "Doctorado"),
                        ],
                        max_length=20,
                        verbose_name="escolaridad",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        choices=[("urbana", "Urbana"), ("rural", "Rural")],
                        max_length=10,
                        verbose_name="zona",
                    ),
                ),
                (
                    "stratum",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5"), (6, "6")],
                        null=True,
                        verbose_name="estrato",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mujer", "Mujer"),
                            ("hombre", "Hombre"),
                            ("intersexual", "Intersexual"),
                            ("no_dice", "Prefiero no decirlo"),
                        ],
                        max_length=20,
                        verbose_name="sexo",
                    ),
                ),
                (
                    "gender_identity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("femenina", "Femenina"),
                            ("masculina", "Masculina"),
                            ("transgenero", "Transgénero"),
                            ("no_binaria", "No binaria"),
                            ("otra", "Otra"),
                            ("no_dice", "Prefiero no decirlo"),
                        ],
                        max_length=20,
                        verbose_name="identidad de género",
                    ),
                ),
                (
                    "ethnic_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("indigena", "Indígena"),
                            ("afro", "Negro, afrocolombiano o mulato"),
                            ("raizal", "Raizal"),
                            ("palenquero", "Palenquero"),
                            ("rrom", "Rrom o gitano"),
                            ("ninguno", "Ninguno"),
                        ],
                        max_length=20,
                        verbose_name="grupo étnico",
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fisica", "Física"),
                            ("visual", "Visual"),
                            ("auditiva", "Auditiva"),
                            ("sordoceguera", "Sordoceguera"),
                            ("intelectual", "Intelectual"),
                            ("psicosocial", "Psicosocial (mental)"),
                            ("multiple", "Múltiple"),
                            ("ninguna", "Ninguna"),
                        ],
                        max_length=20,
                        verbose_name="discapacidad",
                    ),
                ),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("victima", "Víctima del conflicto armado"),
                                ("desplazado", "Persona desplazada"),
                                ("cabeza_familia", "Cabeza de familia"),
                                ("gestante", "Gestante o lactante"),
                                ("adulto_mayor", "Persona adulta mayor"),
                                ("reincorporado", "En proceso de reincorporación"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="condiciones",
                    ),
                ),
                (
                    "preferred_channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("correo", "Correo electrónico"),
                            ("portal", "Este portal"),
                            ("telefono", "Teléfono"),
                            ("presencial", "Presencial"),
                            ("fisico", "Correspondencia física"),
                        ],
                        max_length=20,
                        verbose_name="canal preferido",
                    ),
                ),
                (
                    "how_known",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sitio_web", "Sitio web del INM"),
                            ("buscador", "Buscador de internet"),
                            ("redes", "Redes sociales"),
                            ("evento", "Un evento o una capacitación"),
                            ("entidad", "Otra entidad pública"),
                            ("onac", "ONAC u otro organismo de acreditación"),
                            ("recomendacion", "Recomendación"),
                            ("otro", "Otro medio"),
                        ],
                        max_length=20,
                        verbose_name="cómo conoció el INM",
                    ),
                ),
            ],
            options={
                "verbose_name": "caracterización",
                "verbose_name_plural": "caracterizaciones",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="correo electrónico")),
                ("invited_at", models.DateTimeField(auto_now_add=True, verbose_name="fecha")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="aceptada")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="retirada")),
            ],
            options={
                "verbose_name": "invitación",
                "verbose_name_plural": "invitaciones",
                "ordering": ["-invited_at"],
            },
        ),
        migrations.CreateModel(
            name="LegalRepresentative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_number", models.CharField(max_length=30, verbose_name="número de documento")),
                (
                    "document_type",
                    models.CharField(
                        choices=[
                            ("CC", "Cédula de ciudadanía"),
                            ("CE", "Cédula de extranjería"),
                            ("PA", "Pasaporte"),
                            ("PPT", "Permiso por protección temporal"),
                            ("CD", "Carné diplomático"),
                            ("SC", "Salvoconducto"),
                            ("PET", "Permiso de permanencia para tutores (PEP-Tutor)"),
                            ("DE", "Documento extranjero"),
                        ],
                        max_length=3,
                        verbose_name="tipo de documento",
                    ),
                ),
                ("first_name", models.CharField(max_length=200, verbose_name="nombres")),
                ("last_name", models.CharField(blank=True, max_length=200, verbose_name="apellidos")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="correo electrónico")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="teléfono")),
            ],
            options={
                "verbose_name": "representante legal",
                "verbose_name_plural": "representantes legales",
            },
        ),
        migrations.CreateModel(
            name="MembershipRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("requested_at", models.DateTimeField(auto_now_add=True, verbose_name="solicitado")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decidido")),
                ("is_accepted", models.BooleanField(default=False, verbose_name="aceptado")),
            ],
            options={
                "verbose_name": "solicitud de vinculación",
                "verbose_name_plural": "solicitudes de vinculación",
                "ordering": ["-requested_at"],
                "permissions": [("decide_membershiprequest", "Puede decidir solicitudes de vinculación")],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name="código")),
                ("name", models.CharField(max_length=80, verbose_name="municipio")),
                (
                    "usual_name",
                    models.CharField(
                        blank=True,
                        help_text="Si no empieza como el oficial: Cali, Cúcuta.",
                        max_length=80,
                        verbose_name="nombre corriente",
                    ),
                ),
                ("department_code", models.CharField(max_length=2, verbose_name="código del departamento")),
                ("department_name", models.CharField(max_length=80, verbose_name="departamento")),
                ("is_retired", models.BooleanField(default=False, verbose_name="código retirado por el DANE")),
            ],
            options={
                "verbose_name": "municipio",
                "verbose_name_plural": "municipios",
                "ordering": ["department_name", "name"],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document_type",
                    models.CharField(
                        choices=[
                            ("CC", "Cédula de ciudadanía"),
                            ("CE", "Cédula de extranjería"),
                            ("TI", "Tarjeta de identidad"),
                            ("RC", "Registro civil de nacimiento"),
                            ("PA", "Pasaporte"),
                            ("PPT", "Permiso por protección temporal"),
                            ("CD", "Carné diplomático"),
                            ("SC", "Salvoconducto"),
                            ("PET", "Permiso de permanencia para tutores (PEP-Tutor)"),
                            ("PEP", "Permiso especial de permanencia"),
                            ("DE", "Documento extranjero"),
                        ],
                        max_length=3,
                        verbose_name="tipo de documento",
                    ),
                ),
                ("document_number", models.CharField(max_length=30, verbose_name="número de documento")),
                ("country", django_countries.fields.CountryField(default="CO", max_length=2, verbose_name="país")),
                (
                    "foreign_city",
                    models.CharField(blank=True, max_length=120, verbose_name="ciudad y región en el exterior"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="dirección")),
                ("is_domiciled_abroad", models.BooleanField(default=False, verbose_name="domicilio en el exterior")),
                ("pays_from_abroad", models.BooleanField(default=False, verbose_name="paga desde el exterior")),
                (
                    "person_type",
                    models.CharField(
                        choices=[("natural", "Persona natural"), ("juridica", "Persona jurídica")],
                        max_length=10,
                        verbose_name="tipo de persona",
                    ),
                ),
                (
                    "is_company_administrator",
                    models.BooleanField(default=False, verbose_name="administra los usuarios de la empresa"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="teléfono")),
                ("mobile", models.CharField(blank=True, max_length=30, verbose_name="celular")),
                (
                    "guardian_name",
                    models.CharField(blank=True, max_length=400, verbose_name="quien representa al menor de edad"),
                ),
                (
                    "guardian_capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("madre", "Madre"),
                            ("padre", "Padre"),
                            ("guardador", "Guardador nombrado por un juez"),
                            ("defensor", "Defensor de familia del ICBF"),
                        ],
                        max_length=10,
                        verbose_name="en qué calidad lo representa",
                    ),
                ),
                (
                    "guardian_document_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CC", "Cédula de ciudadanía"),
                            ("CE", "Cédula de extranjería"),
                            ("PA", "Pasaporte"),
                            ("PPT", "Permiso por protección temporal"),
                            ("CD", "Carné diplomático"),
                            ("SC", "Salvoconducto"),
                            ("PET", "Permiso de permanencia para tutores (PEP-Tutor)"),
                            ("DE", "Documento extranjero"),
                        ],
                        max_length=3,
                        verbose_name="tipo de documento de quien representa",
                    ),
                ),
                (
                    "guardian_document_number",
                    models.CharField(blank=True, max_length=30, verbose_name="número de documento de quien representa"),
                ),
                ("registered_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="registrado")),
                (
                    "registered_from",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="dirección de red del registro"),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="revisado")),
                ("review_note", models.TextField(blank=True, verbose_name="nota de la revisión")),
            ],
            options={
                "verbose_name": "registro",
                "verbose_name_plural": "registros",
                "permissions": [("review_profile", "Puede revisar registros")],
            },
        ),
        migrations.CreateModel(
            name="RegistrationDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("password_hash", models.CharField(blank=True, max_length=256, verbose_name="huella de la contraseña")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="iniciado")),
                ("is_finished", models.BooleanField(default=False, verbose_name="terminado")),
            ],
            options={
                "verbose_name": "registro sin terminar",
                "verbose_name_plural": "registros sin terminar",
            },
        ),
        migrations.CreateModel(
            name="ReservedGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=1000, verbose_name="motivo")),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="propuesto")),
                ("given_at", models.DateTimeField(null=True, verbose_name="dado")),
            ],
            options={
                "verbose_name": "acceso a lo reservado",
                "verbose_name_plural": "accesos a lo reservado",
                "ordering": ["-proposed_at"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("started_at", models.DateTimeField(null=True, verbose_name="inicio")),
                ("seen_at", models.DateTimeField(null=True, verbose_name="última actividad")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="dirección de red")),
                ("user_agent", models.CharField(blank=True, max_length=300, verbose_name="navegador")),
            ],
            options={
                "verbose_name": "sesión",
                "verbose_name_plural": "sesiones",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportingDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("rut", "NIT o RUT"),
                            ("representante", "Cédula del representante legal"),
                            ("contacto", "Cédula del contacto"),
                            ("representacion", "Prueba de quién representa al menor de edad"),
                            ("otro", "Otros documentos"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="añadido")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="reemplazado")),
            ],
            options={
                "verbose_name": "documento anexo",
                "verbose_name_plural": "documentos anexos",
                "ordering": ["pk"],
                "permissions": [("read_supportingdocument", "Puede abrir los documentos anexos")],
            },
        ),
        migrations.CreateModel(
            name="TaxValueUnit",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="año")),
                ("pesos", models.PositiveIntegerField(verbose_name="valor en pesos")),
                (
                    "norm",
                    models.CharField(
                        help_text="Por ejemplo: Resolución DIAN 84 de 2019.", max_length=120, verbose_name="norma"
                    ),
                ),
            ],
            options={
                "verbose_name": "unidad de valor tributario (UVT)",
                "verbose_name_plural": "unidades de valor tributario (UVT)",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="nombres")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="apellidos")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="correo electrónico")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Puede ingresar a las mesas y a la administración.",
                        verbose_name="es del personal",
                    ),
                ),
                ("email_verified_at", models.DateTimeField(blank=True, null=True, verbose_name="correo verificado")),
                (
                    "new_email",
                    models.EmailField(
                        blank=True,
                        help_text="Reemplaza al anterior cuando su dueño abra el enlace que se le envió.",
                        max_length=254,
                        verbose_name="correo nuevo, sin verificar",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[("system", "Como mi dispositivo"), ("light", "Claros"), ("dark", "Oscuros")],
                        default="system",
                        max_length=6,
                        verbose_name="colores de las páginas",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "usuario",
                "verbose_name_plural": "usuarios",
                "permissions": [
                    ("erase_user", "Puede suprimir los datos de una persona"),
                    ("view_account_mails", "Puede ver los correos de las cuentas"),
                ],
            },
            managers=[
                ("objects", accounts.models.users.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", django_countries.fields.CountryField(default="CO", max_length=2, verbose_name="país")),
                (
                    "foreign_city",
                    models.CharField(blank=True, max_length=120, verbose_name="ciudad y región en el exterior"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="dirección")),
                ("is_domiciled_abroad", models.BooleanField(default=False, verbose_name="domicilio en el exterior")),
                ("pays_from_abroad", models.BooleanField(default=False, verbose_name="paga desde el exterior")),
                ("legal_name", models.CharField(max_length=200, verbose_name="razón social")),
                (
                    "nit",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        null=True,
                        unique=True,
                        verbose_name="NIT, sin el dígito de verificación",
                    ),
                ),
                (
                    "nit_digit",
                    models.GeneratedField(
                        db_persist=True,
                        expression=accounts.nit.CheckDigit("nit"),
                        output_field=models.CharField(max_length=1, null=True),
                        verbose_name="dígito de verificación",
                    ),
                ),
                (
                    "foreign_tax_id",
                    models.CharField(blank=True, max_length=40, verbose_name="identificación tributaria de su país"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="teléfono")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="correo electrónico")),
                (
                    "entity_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("privada", "Empresa privada"),
                            ("publica_nacional", "Entidad pública del orden nacional"),
                            ("publica_territorial", "Entidad pública del orden territorial"),
                            ("mixta", "Sociedad de economía mixta"),
                            ("sin_animo", "Entidad sin ánimo de lucro"),
                            ("solidaria", "Organización solidaria o cooperativa"),
                            ("educacion", "Institución educativa"),
                            ("internacional", "Organismo internacional"),
                            ("otra", "Otra"),
                        ],
                        max_length=20,
                        verbose_name="clase de entidad",
                    ),
                ),
                (
                    "ciiu_division",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "A. Agricultura, ganadería, caza, silvicultura y pesca",
                                [
                                    ("01", "01 Agricultura, ganadería, caza y actividades de servicios conexas"),
                                    ("02", "02 Silvicultura y extracción de madera"),
                                    ("03", "03 Pesca y acuicultura"),
                                ],
                            ),
                            (
                                "B. Explotación de minas y canteras",
                                [
                                    ("05", "05 Extracción de carbón de piedra y lignito"),
                                    ("06", "06 Extracción de petróleo crudo y gas natural"),
                                    ("07", "07 Extracción de minerales metalíferos"),
                                    ("08", "08 Extracción de otras minas y canteras"),
                                    ("09", "09 Actividades de servicios de apoyo para la explotación de minas"),
                                ],
                            ),
                            (
                                "C. Industrias manufactureras",
                                [
                                    ("10", "10 Elaboración de productos alimenticios"),
                                    ("11", "11 Elaboración de bebidas"),
                                    ("12", "12 Elaboración de productos de tabaco"),
                                    ("13", "13 Fabricación de productos textiles"),
                                    ("14", "14 Confección de prendas de vestir"),
                                    ("15", "15 Curtido de cueros; fabricación de calzado y artículos de viaje"),
                                    ("16", "16 Transformación de la madera y fabricación de sus productos"),
                                    ("17", "17 Fabricación de papel, cartón y sus productos"),
                                    ("18", "18 Impresión y copia de grabaciones originales"),
                                    ("19", "19 Coquización y refinación del petróleo"),
                                    ("20", "20 Fabricación de sustancias y productos químicos"),
                                    ("21", "21 Fabricación de productos farmacéuticos"),
                                    ("22", "22 Fabricación de productos de caucho y de plástico"),
                                    ("23", "23 Fabricación de otros productos minerales no metálicos"),
                                    ("24", "24 Fabricación de productos metalúrgicos básicos"),
                                    ("25", "25 Fabricación de productos elaborados de metal"),
                                    ("26", "26 Fabricación de productos informáticos, electrónicos y ópticos"),
                                    ("27", "27 Fabricación de aparatos y equipo eléctrico"),
                                    ("28", "28 Fabricación de maquinaria y equipo"),
                                    ("29", "29 Fabricación de vehículos automotores y remolques"),
                                    ("30", "30 Fabricación de otros tipos de equipo de transporte"),
                                    ("31", "31 Fabricación de muebles, colchones y somieres"),
                                    ("32", "32 Otras industrias manufactureras"),
                                    ("33", "33 Instalación, mantenimiento y reparación de maquinaria y equipo"),
                                ],
                            ),
                            (
                                "D. Electricidad, gas, vapor y aire acondicionado",
                                [("35", "35 Suministro de electricidad, gas, vapor y aire acondicionado")],
                            ),
                            (
                                "E. Agua, aguas residuales y gestión de desechos",
                                [
                                    ("36", "36 Captación, tratamiento y distribución de agua"),
                                    ("37", "37 Evacuación y tratamiento de aguas residuales"),
                                    ("38", "38 Recolección, tratamiento y disposición de desechos"),
                                    ("39", "39 Saneamiento ambiental y otros servicios de gestión de desechos"),
                                ],
                            ),
                            (
                                "F. Construcción",
                                [
                                    ("41", "41 Construcción de edificios"),
                                    ("42", "42 Obras de ingeniería civil"),
                                    ("43", "43 Actividades especializadas para la construcción"),
                                ],
                            ),
                            (
                                "G. Comercio y reparación de vehículos",
                                [
                                    ("45", "45 Comercio, mantenimiento y reparación de vehículos automotores"),
                                    ("46", "46 Comercio al por mayor"),
                                    ("47", "47 Comercio al por menor"),
                                ],
                            ),
                            (
                                "H. Transporte y almacenamiento",
                                [
                                    ("49", "49 Transporte terrestre y por tuberías"),
                                    ("50", "50 Transporte acuático"),
                                    ("51", "51 Transporte aéreo"),
                                    ("52", "52 Almacenamiento y actividades complementarias al transporte"),
                                    ("53", "53 Correo y servicios de mensajería"),
                                ],
                            ),
                            (
                                "I. Alojamiento y servicios de comida",
                                [("55", "55 Alojamiento"), ("56", "56 Servicios de comidas y bebidas")],
                            ),
                            (
                                "J. Información y comunicaciones",
                                [
                                    ("58", "58 Actividades de edición"),
                                    ("59", "59 Cine, video, televisión y grabación de sonido"),
                                    ("60", "60 Programación y transmisión de radio y televisión"),
                                    ("61", "61 Telecomunicaciones"),
                                    ("62", "62 Desarrollo y consultoría de sistemas informáticos"),
                                    ("63", "63 Servicios de información"),
                                ],
                            ),
                            (
                                "K. Actividades financieras y de seguros",
                                [
                                    ("64", "64 Servicios financieros"),
                                    ("65", "65 Seguros, reaseguros y fondos de pensiones"),
                                    ("66", "66 Actividades auxiliares de los servicios financieros"),
                                ],
                            ),
                            ("L. Actividades inmobiliarias", [("68", "68 Actividades inmobiliarias")]),
                            (
                                "M. Actividades profesionales, científicas y técnicas",
                                [
                                    ("69", "69 Actividades jurídicas y de contabilidad"),
                                    ("70", "70 Administración empresarial y consultoría de gestión"),
                                    ("71", "71 Arquitectura e ingeniería; ensayos y análisis técnicos"),
                                    ("72", "72 Investigación científica y desarrollo"),
                                    ("73", "73 Publicidad y estudios de mercado"),
                                    ("74", "74 Otras actividades profesionales, científicas y técnicas"),
                                    ("75", "75 Actividades veterinarias"),
                                ],
                            ),
                            (
                                "N. Servicios administrativos y de apoyo",
                                [
                                    ("77", "77 Alquiler y arrendamiento"),
                                    ("78", "78 Actividades de empleo"),
                                    ("79", "79 Agencias de viajes y operadores turísticos"),
                                    ("80", "80 Seguridad e investigación privada"),
                                    ("81", "81 Servicios a edificios y paisajismo"),
                                    ("82", "82 Apoyo administrativo y de oficina"),
                                ],
                            ),
                            (
                                "O. Administración pública y defensa",
                                [("84", "84 Administración pública, defensa y seguridad social")],
                            ),
                            ("P. Educación", [("85", "85 Educación")]),
                            (
                                "Q. Salud humana y asistencia social",
                                [
                                    ("86", "86 Atención de la salud humana"),
                                    ("87", "87 Atención residencial medicalizada"),
                                    ("88", "88 Asistencia social sin alojamiento"),
                                ],
                            ),
                            (
                                "R. Actividades artísticas y de recreación",
                                [
                                    ("90", "90 Actividades creativas, artísticas y de entretenimiento"),
                                    ("91", "91 Bibliotecas, archivos y museos"),
                                    ("92", "92 Juegos de azar y apuestas"),
                                    ("93", "93 Actividades deportivas, recreativas y de esparcimiento"),
                                ],
                            ),
                            (
                                "S. Otras actividades de servicios",
                                [
                                    ("94", "94 Actividades de asociaciones"),
                                    ("95", "95 Reparación de computadores y enseres domésticos"),
                                    ("96", "96 Otras actividades de servicios personales"),
                                ],
                            ),
                            (
                                "T. Hogares como empleadores",
                                [
                                    ("97", "97 Hogares como empleadores de personal doméstico"),
                                    ("98", "98 Hogares que producen bienes y servicios para uso propio"),
                                ],
                            ),
                            (
                                "U. Organizaciones extraterritoriales",
                                [("99", "99 Organizaciones y entidades extraterritoriales")],
                            ),
                        ],
                        max_length=2,
                        verbose_name="actividad económica (CIIU)",
                    ),
                ),
                (
                    "size_sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("manufactura", "Manufacturero"),
                            ("servicios", "Servicios"),
                            ("comercio", "Comercio"),
                            ("otro", "Otro"),
                        ],
                        max_length=12,
                        verbose_name="sector de los mayores ingresos",
                    ),
                ),
                (
                    "income",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=18,
                        null=True,
                        verbose_name="ingresos por actividades ordinarias (COP)",
                    ),
                ),
                (
                    "income_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="año de los ingresos"),
                ),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("micro", "Microempresa"),
                            ("pequena", "Pequeña empresa"),
                            ("mediana", "Mediana empresa"),
                            ("grande", "Gran empresa"),
                        ],
                        max_length=8,
                        verbose_name="tamaño (Decreto 957 de 2019)",
                    ),
                ),
                (
                    "size_uvt_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="año de la UVT aplicada"),
                ),
                ("is_secondary_laboratory", models.BooleanField(default=False, verbose_name="laboratorio secundario")),
                (
                    "is_higher_education",
                    models.BooleanField(default=False, verbose_name="institución de educación superior"),
                ),
                (
                    "is_public_contracting",
                    models.BooleanField(default=False, verbose_name="sometida al estatuto de contratación pública"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmada"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmó",
                    ),
                ),
            ],
            options={
                "verbose_name": "empresa",
                "verbose_name_plural": "empresas",
                "ordering": ["legal_name"],
            },
        ),
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("terms", "Términos y condiciones, y veracidad de la información"),
                            ("personal_data", "Tratamiento de datos personales"),
                            ("sensitive_data", "Tratamiento de datos sensibles"),
                            ("electronic_notice", "Notificación electrónica"),
                            ("news", "Novedades del INM"),
                            ("guardian", "Autorización de quien representa al menor de edad"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="versión")),
                ("valid_from", models.DateField(verbose_name="vigente desde")),
                ("label", models.CharField(max_length=300, verbose_name="texto de la casilla")),
                ("text", models.TextField(verbose_name="texto completo")),
                (
                    "english_label",
                    models.CharField(blank=True, max_length=300, verbose_name="texto de la casilla, en inglés"),
                ),
                (
                    "english_text",
                    models.TextField(
                        blank=True,
                        help_text="Traducción de cortesía: se muestra junto al texto en español, que es el que se acepta y obliga.",
                        verbose_name="texto completo, en inglés",
                    ),
                ),
            ],
            options={
                "verbose_name": "texto de autorización",
                "verbose_name_plural": "textos de autorización",
                "ordering": ["kind", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "version"),
                        name="uq_consent_text_version",
                        violation_error_message="Ya existe esa versión.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("english_label", ""), ("english_text", "")),
                            models.Q(
                                models.Q(("english_label", ""), _negated=True),
                                models.Q(("english_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_text_whole_in_english",
                        violation_error_message="En inglés van la casilla y el texto, o ninguno de los dos.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("terms", "Términos y condiciones, y veracidad de la información"),
                            ("personal_data", "Tratamiento de datos personales"),
                            ("sensitive_data", "Tratamiento de datos sensibles"),
                            ("electronic_notice", "Notificación electrónica"),
                            ("news", "Novedades del INM"),
                            ("guardian", "Autorización de quien representa al menor de edad"),
                        ],
                        max_length=20,
                        verbose_name="clase",
                    ),
                ),
                ("wording", models.TextField(verbose_name="texto mostrado")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 del texto")),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="otorgada")),
                ("given_from", models.GenericIPAddressField(null=True, verbose_name="dirección de red")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="retirada")),
                ("withdrawn_from", models.GenericIPAddressField(null=True, verbose_name="dirección de red del retiro")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="usuario",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="accounts.consenttext",
                        verbose_name="texto",
                    ),
                ),
            ],
            options={
                "verbose_name": "autorización",
                "verbose_name_plural": "autorizaciones",
                "ordering": ["-given_at", "pk"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consenttext",
            trigger=pgtrigger.compiler.Trigger(
                name="accepted",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF EXISTS (SELECT FROM accounts_consent WHERE text_id = OLD.id) THEN\n        RAISE EXCEPTION 'Ese texto ya fue aceptado: escriba la versión siguiente.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="3982ea8975ccf44b9fdc5f5004c7bac54a6dcd6f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_accepted_f0a23",
                    table="accounts_consenttext",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="aceptó",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="company",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="accounts.company",
                verbose_name="empresa",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations_sent",
                to=settings.AUTH_USER_MODEL,
                verbose_name="invitó",
            ),
        ),
        migrations.AddField(
            model_name="legalrepresentative",
            name="company",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="legal_representative",
                to="accounts.company",
                verbose_name="empresa",
            ),
        ),
        migrations.AddField(
            model_name="membershiprequest",
            name="company",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="membership_requests",
                to="accounts.company",
                verbose_name="empresa",
            ),
        ),
        migrations.AddField(
            model_name="membershiprequest",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decidió",
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="accounts.municipality",
                verbose_name="municipio",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="company",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="profiles",
                to="accounts.company",
                verbose_name="empresa",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="accounts.municipality",
                verbose_name="municipio",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="revisó",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="profile",
                to=settings.AUTH_USER_MODEL,
                verbose_name="usuario",
            ),
        ),
        migrations.AddField(
            model_name="membershiprequest",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="membership_requests",
                to="accounts.profile",
                verbose_name="registro",
            ),
        ),
        migrations.AddField(
            model_name="characterisation",
            name="profile",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="characterisation",
                to="accounts.profile",
                verbose_name="registro",
            ),
        ),
        migrations.AddField(
            model_name="reservedgrant",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien lo dio",
            ),
        ),
        migrations.AddField(
            model_name="reservedgrant",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="auth.group", verbose_name="grupo"
            ),
        ),
        migrations.AddField(
            model_name="reservedgrant",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="quien lo propuso",
            ),
        ),
        migrations.AddField(
            model_name="reservedgrant",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="a quién",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="open_sessions",
                to=settings.AUTH_USER_MODEL,
                verbose_name="usuario",
            ),
        ),
        migrations.AddField(
            model_name="supportingdocument",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supporting_document",
                to="documents.document",
                verbose_name="documento",
            ),
        ),
        migrations.AddField(
            model_name="supportingdocument",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="supporting_documents",
                to="accounts.profile",
                verbose_name="registro",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("username"),
                name="uq_user_username_any_case",
                violation_error_message="Ese nombre de usuario no está disponible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="uq_user_email_any_case",
                violation_error_message="Ese correo electrónico no está disponible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("user", "kind"),
                name="uq_current_consent",
                violation_error_message="Esa autorización ya está otorgada.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="186f75edcad36c1f5b07b6bd1d4f3746fcdbcb98",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_26e46",
                    table="accounts_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="c5d4c29842ec476c17851bf60905659b68e50e8d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_689ec",
                    table="accounts_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{withdrawn_at,withdrawn_from}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{withdrawn_at,withdrawn_from}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="2ba2f7bf03a888f972c208baeba9af58f7d30e1a",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_c202a",
                    table="accounts_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="60c3a074e5d99e7b8b21b9ad5d8c08aa590ba1bd",
                    operation="UPDATE",
                    pgid="pgtrigger_withdrawn_e88d1",
                    table="accounts_consent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                models.F("company"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True)),
                name="uq_open_invitation",
                violation_error_message="Ya hay una invitación abierta para ese correo.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("foreign_tax_id", ""), ("nit__isnull", False)),
                    models.Q(
                        ("nit__isnull", True),
                        models.Q(("foreign_tax_id", ""), _negated=True),
                        models.Q(("country", "CO"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="company_has_one_tax_number",
                violation_error_message="Una empresa colombiana tiene NIT; una extranjera, la identificación tributaria de su país.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("nit__regex", "^\\d{9}$"), ("nit__isnull", True), _connector="OR"),
                name="company_nit_has_nine_digits",
                violation_error_message="El NIT de una empresa tiene nueve dígitos, aparte del de verificación.",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(("foreign_tax_id", ""), _negated=True),
                fields=("country", "foreign_tax_id"),
                name="uq_foreign_company",
                violation_error_message="Ya existe un registro con esa identificación tributaria.",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_type", "juridica"),
                    models.Q(("company__isnull", True), ("person_type", "natural")),
                    _connector="OR",
                ),
                name="profile_company_only_of_legal_person",
                violation_error_message="Una persona natural no tiene empresa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_company_administrator", False), ("company__isnull", False), _connector="OR"),
                name="profile_administrator_has_company",
                violation_error_message="Solo administra usuarios quien pertenece a una empresa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person_type", "natural"), ("reviewed_at__isnull", False)),
                fields=("document_type", "document_number"),
                name="uq_natural_person_document",
                violation_error_message="Otro registro revisado tiene ese documento.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membershiprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("is_accepted", False)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="membership_decided_whole",
                violation_error_message="Una decisión tiene fecha y autor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membershiprequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("profile",),
                name="uq_open_membership_request",
                violation_error_message="Ya hay una solicitud sin decidir.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservedgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_at__isnull", True), ("given_by__isnull", True)),
                    models.Q(
                        ("given_at__isnull", False),
                        ("given_by__isnull", False),
                        models.Q(("given_by", models.F("proposed_by")), _negated=True),
                        models.Q(("given_by", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reserve_is_given_by_another",
                violation_error_message="Lo da otra persona: ni quien lo propuso ni quien lo recibe.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservedgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: no se puede borrar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="5927fe4be4a921750df8141d6c64451c67e8aac5",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_6124d",
                    table="accounts_reservedgrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservedgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6c322ce07de0407eb9f444454d1b8ca9ff461a7e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_f953b",
                    table="accounts_reservedgrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservedgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{given_by_id,given_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{given_by_id,given_at}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="7ce252e218b0a41eb65adabb5d408a87e0fc6d12",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_0a036",
                    table="accounts_reservedgrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservedgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="given",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.given_at IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="b0ab645d638d979fdfb567d3ebfbe61f8867c6c5",
                    operation="UPDATE",
                    pgid="pgtrigger_given_c5d9f",
                    table="accounts_reservedgrant",
                    when="BEFORE",
                ),
            ),
        ),
    ]
