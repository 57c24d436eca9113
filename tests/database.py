"""The test database: migrated and filled once a run, and put back after each test with real transactions.

Whichever process of the run is first prepares its own and leaves a dump, which the others load. Every test
finds the reference data (tariffs aside) and nothing else: one that rolls back by doing so, one that commits
because `put_back` deletes what it left and restores the reference rows that it changed.
"""

import fcntl
import subprocess
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from inm_portal.embedded.wheels import postgresql_home
from tests.environment import RUN_DIR, WORKER

NAME = f"test_portal_{WORKER}"
DUMP = RUN_DIR / "prepared.sql"
BINARIES = postgresql_home() / "bin"

# A table is kept by a copy of its rows in the schema `kept`. The triggers that make records permanent, and
# the order that foreign keys ask for, are no obstacle to the role `replica`, which only a superuser may take.
KEEP = """
CREATE SCHEMA kept;

DO $$
DECLARE
    source regclass;
    is_filled boolean;
BEGIN
    FOR source IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', source) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('CREATE TABLE kept.%I AS TABLE %s', source::text, source);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql
    SET session_replication_role = replica AS $$
DECLARE
    source regclass;
    copy regclass;
    is_touched boolean;
BEGIN
    FOR source IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        copy := to_regclass(format('kept.%I', source::text));
        IF copy IS NULL THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', source) INTO is_touched;
        ELSE
            EXECUTE format(
                'SELECT (SELECT sum(hashtextextended(t::text, 0)) FROM %s t)'
                ' IS DISTINCT FROM (SELECT sum(hashtextextended(t::text, 0)) FROM %s t)', source, copy
            ) INTO is_touched;
        END IF;
        CONTINUE WHEN NOT is_touched;
        EXECUTE format('DELETE FROM %s', source);
        CONTINUE WHEN copy IS NULL;
        PERFORM kept.fill(source, copy);
    END LOOP;
END $$;

CREATE FUNCTION kept.fill(target regclass, source regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
        WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('INSERT INTO %s (%s) SELECT %2$s FROM %s', target, columns, source);
END $$;

-- A scene is the rows that something costly has added to tables otherwise empty, or to another scene.
CREATE FUNCTION kept.take(scene text, base text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    source regclass;
    before regclass;
    is_filled boolean;
BEGIN
    EXECUTE format('CREATE SCHEMA %I', scene);
    FOR source IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        CONTINUE WHEN to_regclass(format('kept.%I', source::text)) IS NOT NULL;
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', source) INTO is_filled;
        CONTINUE WHEN NOT is_filled;
        EXECUTE format('CREATE TABLE %I.%I AS TABLE %s', scene, source::text, source);
        before := to_regclass(format('%I.%I', base, source::text));
        CONTINUE WHEN before IS NULL;
        EXECUTE format('DELETE FROM %I.%I t USING %s b WHERE t = b', scene, source::text, before);
    END LOOP;
    PERFORM kept.put_back();
END $$;

CREATE FUNCTION kept.bring(scene text) RETURNS void LANGUAGE plpgsql
    SET session_replication_role = replica AS $$
DECLARE
    copy name;
BEGIN
    FOR copy IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = scene::regnamespace LOOP
        PERFORM kept.fill(format('public.%I', copy)::regclass, format('%I.%I', scene, copy)::regclass);
    END LOOP;
END $$;
"""


def prepare() -> None:
    """Give this process a database of its own on the settings' server."""
    _create_empty()
    with DUMP.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if DUMP.exists():
            _run("psql", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", f"--file={DUMP}")
            return
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", without_tariffs=True, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(KEEP)
        _run("pg_dump", f"--file={DUMP}")


def put_back(*args: object) -> None:
    """Make the database what it was before the first test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept.put_back()")


def keep_scene(name: str, *, after: str = "kept") -> None:
    """Put what has been committed aside, to be brought on stage by as many tests as want it.

    One that comes after another holds only what that one lacks.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept.take(%s, %s)", [name, after])


def bring(name: str) -> None:
    """The rows of a scene that was kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept.bring(%s)", [name])


def url() -> str:
    """Where other processes find this process's database."""
    return urlsplit(settings.DATABASE_URL)._replace(path=f"/{NAME}").geturl()


def _create_empty() -> None:
    """Instead of whatever an earlier run left; a commit need not outlive a power cut."""
    connection.close()
    server = psycopg2.connect(settings.DATABASE_URL)
    server.autocommit = True
    with closing(server), server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {NAME}")
        cursor.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")
    connection.settings_dict["NAME"] = NAME


def _run(program: str, *options: str) -> None:
    subprocess.run([BINARIES / program, *options, url()], check=True)
