import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence
import radicados.validity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("expedientes", "0001_initial"),
        ("radicados", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OecCase",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("expedientes.expediente",),
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="vigente desde")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="vigente hasta")),
                (
                    "norm",
                    models.CharField(
                        help_text="Por ejemplo: Decreto 636 de 2020.", max_length=120, verbose_name="norma"
                    ),
                ),
                (
                    "article",
                    models.CharField(help_text="Por ejemplo: artículo 3.", max_length=60, verbose_name="artículo"),
                ),
                ("issued_on", models.DateField(verbose_name="fecha de la norma")),
                (
                    "office",
                    models.CharField(
                        default="Dirección General", max_length=120, verbose_name="dependencia competente"
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="asunto de la carta")),
                ("letter_opening", models.TextField(verbose_name="carta: párrafos iniciales")),
                ("letter_closing", models.TextField(verbose_name="carta: párrafos finales")),
                (
                    "declaration",
                    models.TextField(verbose_name="Declaración de Aplicabilidad y Protección de Datos Personales"),
                ),
                ("terms", models.TextField(verbose_name="Aceptación de términos")),
            ],
            options={
                "verbose_name": "fundamento legal",
                "verbose_name_plural": "fundamentos legales",
                "ordering": ["-valid_from"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="legalbasis_dates_in_order",
                        violation_error_message="La fecha «hasta» no puede ser anterior a la fecha «desde».",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                radicados.validity.DateRange(
                                    "valid_from",
                                    "valid_to",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                                ),
                                "&&",
                            )
                        ],
                        name="one_legalbasis_at_a_time",
                        violation_error_message="Ya hay otro vigente en esas fechas; ciérrelo antes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EconomicSector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numeral", models.PositiveSmallIntegerField(verbose_name="numeral")),
                ("text", models.TextField(verbose_name="texto")),
                (
                    "legal_basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sectors",
                        to="requests_oec.legalbasis",
                        verbose_name="fundamento legal",
                    ),
                ),
            ],
            options={
                "verbose_name": "sector económico",
                "verbose_name_plural": "sectores económicos",
                "ordering": ["numeral"],
            },
        ),
        migrations.CreateModel(
            name="OecRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.JSONField(default=dict, verbose_name="lo escrito hasta ahora")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="guardada")),
                (
                    "accreditation_body",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("onac", "ONAC (Organismo Nacional de Acreditación de Colombia)"),
                            ("otro", "Otro organismo que forma parte de ILAC"),
                        ],
                        max_length=10,
                        verbose_name="organismo de acreditación",
                    ),
                ),
                (
                    "accreditation_body_name",
                    models.CharField(blank=True, max_length=120, verbose_name="nombre del organismo"),
                ),
                (
                    "accreditation_code",
                    models.CharField(blank=True, max_length=40, verbose_name="código de acreditación"),
                ),
                (
                    "representative_document_type",
                    models.CharField(
                        blank=True,
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
                        verbose_name="representante: tipo de documento",
                    ),
                ),
                (
                    "representative_document_number",
                    models.CharField(blank=True, max_length=30, verbose_name="representante: número de documento"),
                ),
                (
                    "representative_first_name",
                    models.CharField(blank=True, max_length=200, verbose_name="representante: nombres"),
                ),
                (
                    "representative_last_name",
                    models.CharField(blank=True, max_length=200, verbose_name="representante: apellidos"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="iniciada")),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oec_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="solicitante",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oec_requests",
                        to="accounts.company",
                        verbose_name="empresa",
                    ),
                ),
                (
                    "legal_basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="requests_oec.legalbasis",
                        verbose_name="fundamento legal",
                    ),
                ),
                (
                    "radicado",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oec_request",
                        to="radicados.radicado",
                        verbose_name="radicado",
                    ),
                ),
                (
                    "sectors",
                    models.ManyToManyField(
                        related_name="requests", to="requests_oec.economicsector", verbose_name="sectores"
                    ),
                ),
            ],
            options={
                "verbose_name": "solicitud de comunicación OEC",
                "verbose_name_plural": "solicitudes de comunicación OEC",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="EquipmentItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("description", models.CharField(max_length=500, verbose_name="descripción")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equipment_items",
                        to="requests_oec.oecrequest",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "equipo, instrumento, muestra o material de referencia",
                "verbose_name_plural": "equipos, instrumentos, muestras y materiales de referencia",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StaffMember",
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
                ("first_name", models.CharField(max_length=200, verbose_name="nombres")),
                ("last_name", models.CharField(blank=True, max_length=200, verbose_name="apellidos")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff_members",
                        to="requests_oec.oecrequest",
                        verbose_name="solicitud",
                    ),
                ),
            ],
            options={
                "verbose_name": "responsable del servicio",
                "verbose_name_plural": "responsables del servicio",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="economicsector",
            constraint=models.UniqueConstraint(
                fields=("legal_basis", "numeral"),
                name="uq_sector_numeral",
                violation_error_message="Ese numeral ya está en este fundamento legal.",
            ),
        ),
        migrations.AddConstraint(
            model_name="oecrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("company__isnull", False), ("radicado__isnull", True)),
                fields=("company", "legal_basis"),
                name="uq_oec_draft_per_company",
            ),
        ),
        migrations.AddConstraint(
            model_name="oecrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("company__isnull", True), ("radicado__isnull", True)),
                fields=("applicant", "legal_basis"),
                name="uq_oec_draft_per_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="oecrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="7ab8f53b3017b35a53e43f06a893f7f711d0bb73",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_698ce",
                    table="requests_oec_oecrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="oecrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="filed",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.radicado_id IS NOT NULL)",
                    func="\n    IF to_jsonb(NEW) - '{}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{}'::text[] THEN\n        RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="5bd3fa219221e40ec35d54008f194cbe43e46524",
                    operation="UPDATE",
                    pgid="pgtrigger_filed_52248",
                    table="requests_oec_oecrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="oecrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="filed_stays",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.radicado_id IS NOT NULL)",
                    func="RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="1af17229bdbeb6762712ed3dde506ce9b9ff572d",
                    operation="DELETE",
                    pgid="pgtrigger_filed_stays_1c1f0",
                    table="requests_oec_oecrequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ChosenSector",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("requests_oec.oecrequest_sectors",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipmentitem",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="6546ac1f95e3e5fe3e13eca2279290dd0948babd",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_1778b",
                    table="requests_oec_equipmentitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipmentitem",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.request_id IS NOT NULL THEN\n        PERFORM FROM requests_oec_oecrequest WHERE id = OLD.request_id AND radicado_id IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.request_id IS NOT NULL THEN\n        PERFORM FROM requests_oec_oecrequest WHERE id = NEW.request_id AND radicado_id IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="25e6739c4d5c174efae8ef3fee0fbf672ad7a881",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_f925f",
                    table="requests_oec_equipmentitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.UniqueConstraint(
                fields=("request", "document_type", "document_number"),
                name="uq_staff_document_per_request",
                violation_error_message="Ya hay en la lista una persona con ese documento.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffmember",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="2c2d5c777a4a49648fd1406e7aa0fd82e77cfdc8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_77b92",
                    table="requests_oec_staffmember",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffmember",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.request_id IS NOT NULL THEN\n        PERFORM FROM requests_oec_oecrequest WHERE id = OLD.request_id AND radicado_id IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.request_id IS NOT NULL THEN\n        PERFORM FROM requests_oec_oecrequest WHERE id = NEW.request_id AND radicado_id IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="1ea6dc92329685aa6a7d914dcfde95242ed77f0b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_578a2",
                    table="requests_oec_staffmember",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chosensector",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="609761162a3d6b8a4eb16cc71f483bce4b42265d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0a4ef",
                    table="requests_oec_oecrequest_sectors",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chosensector",
            trigger=pgtrigger.compiler.Trigger(
                name="only_while",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF OLD.oecrequest_id IS NOT NULL THEN\n        PERFORM FROM requests_oec_oecrequest WHERE id = OLD.oecrequest_id AND radicado_id IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    IF NEW.oecrequest_id IS NOT NULL THEN\n        PERFORM FROM requests_oec_oecrequest WHERE id = NEW.oecrequest_id AND radicado_id IS NULL FOR SHARE;\n        IF NOT FOUND THEN RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME; END IF;\n    END IF;\n    RETURN coalesce(NEW, OLD);",
                    hash="896f613bf45fc1ced780bd243f7adb80d1ff2093",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_while_68431",
                    table="requests_oec_oecrequest_sectors",
                    when="BEFORE",
                ),
            ),
        ),
    ]
