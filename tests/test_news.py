"""News: their text, their picture, their preview and their address."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from communications.models import NewsItem, NewsPicture
from communications.pictures import SIZES, drawn
from communications.rich_text import as_html, as_words, left_out
from ground.documents.inspection import FileRefusedError
from inm_portal import staff_groups
from tests.staff import staff_user, verified


@pytest.mark.parametrize(
    ("typed", "shown", "refused"),
    [
        ("Uno.\n\nDos\ntres", "<p>Uno.</p>\n<p>Dos<br>\ntres</p>\n", []),
        ("# Título", "<h2>Título</h2>\n", []),
        ("#### Título", "<h3>Título</h3>\n", []),
        ("**a** *b* <b>c</b>", "<p><strong>a</strong> <em>b</em> <b>c</b></p>\n", []),
        ("[a](https://x.co/y)", '<p><a href="https://x.co/y" rel="noopener noreferrer">a</a></p>\n', []),
        ("[a](/tarifas/)", '<p><a href="/tarifas/" rel="noopener noreferrer">a</a></p>\n', []),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n", []),
        ("    sangrado", "<p>sangrado</p>\n", []),
        ("[a](//x.co)", '<p><a rel="noopener noreferrer">a</a></p>\n', ["href //x.co"]),
        ('<a href="javascript:x()">a</a>', '<p><a rel="noopener noreferrer">a</a></p>\n', ["href javascript:x()"]),
        ("<script>x()</script>", "", ["script"]),
        ('<p onclick="x()">a</p>', "<p>a</p>", ["onclick"]),
        ('<p style="color:red">a</p>', "<p>a</p>", ["style"]),
        ("![a](https://x.co/y.png)", "<p></p>\n", ["img"]),
        ("<svg><script>x()</script></svg>", "<p></p>\n", ["svg", "script"]),
        ("<iframe src=https://x.co></iframe>", "", ["iframe"]),
        ("<h1>a</h1>", "a", ["h1"]),
    ],
)
def test_only_what_news_are_made_of_is_shown_and_the_rest_is_told(typed, shown, refused):
    assert as_html(typed) == shown
    assert left_out(typed) == refused


def test_the_words_of_a_text_have_no_marks():
    assert (
        as_words("## Uno\n\n- **dos**\n- [tres](https://x.co)\n\n> cuatro & *cin*co") == "Uno dos tres cuatro & cinco"
    )


# --- Pictures ------------------------------------------------------------------------------------------
def picture(size=(1600, 900), kind="JPEG", mode="RGB") -> SimpleUploadedFile:
    """As noisy as a photograph, with a place in its metadata."""
    noise = hashlib.shake_256(b"ruido").digest((size[0] // 32) * (size[1] // 32))
    small = Image.frombytes("L", (size[0] // 32, size[1] // 32), noise).convert(mode)
    image, content = small.resize(size), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Calle de Prueba 5"
    image.save(content, kind, exif=exif)
    return SimpleUploadedFile(f"foto.{kind.lower()}", content.getvalue())


@pytest.mark.parametrize(
    ("upload", "width", "height"),
    [
        (picture(), 800, 450),
        (picture((600, 600)), 600, 600),
        (picture((480, 2400)), 480, 2400),
        (picture((1000, 500), "PNG", "RGBA"), 800, 400),
        (picture((1000, 500), "PNG", "1"), 800, 400),
    ],
)
def test_a_picture_is_light_and_carries_nothing_else(upload, width, height):
    made = drawn(upload)
    assert made.width <= width
    assert made.height * width == pytest.approx(made.width * height, rel=0.01)
    for name, (_, most) in SIZES.items():
        assert len(made.sizes[name]) <= most
        with Image.open(BytesIO(made.sizes[name])) as image:
            assert (image.format, dict(image.getexif())) == ("WEBP", {})


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (picture((399, 400)), "400 píxeles"),
        (SimpleUploadedFile("x.jpg", b""), "vacía"),
        (SimpleUploadedFile("x.jpg", b"nada"), "no es de una clase"),
    ],
)
def test_a_picture_that_is_none_says_why(upload, why):
    with pytest.raises(FileRefusedError, match=why):
        drawn(upload)


@pytest.mark.django_db
def test_a_picture_says_what_it_shows_or_that_it_says_nothing():
    with pytest.raises(IntegrityError, match="news_picture_says_what_it_shows"):
        illustrated(story(), alt="")


def story(title="Una noticia", *, days: float | None = 0, **facts) -> NewsItem:
    """Published so many days ago; a draft, without them."""
    published_at = None if days is None else timezone.now() - timedelta(days=days)
    return NewsItem.objects.create(title=title, published_at=published_at, **{"summary": "s", "body": "b"} | facts)


def illustrated(item: NewsItem, alt="Una balanza", **facts) -> NewsPicture:
    made = NewsPicture(news_item=item, alt=alt, **facts)
    made.draw(drawn(picture()))
    made.save()
    return made


# --- Their pages ---------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_its_address_makes_itself_and_stays_once_it_was_published():
    first, second, odd = story("Día de la Metrología"), story("Día de la  metrología"), story("計量")
    assert [each.slug for each in (first, second, odd)] == ["dia-de-la-metrologia", "dia-de-la-metrologia-2", "noticia"]
    first.title = "Otro título"
    first.save()
    assert first.slug == "dia-de-la-metrologia"
    draft = story("Borrador", days=None)
    draft.title = "Definitivo"
    draft.save()
    assert draft.slug == "definitivo"


@pytest.mark.django_db
def test_a_picture_is_shown_with_what_it_says_and_kept_by_its_address(client):
    shown = illustrated(story(), caption="La balanza nueva", credit="INM")
    page = client.get(shown.news_item.get_absolute_url()).text
    assert 'alt="Una balanza"' in page
    assert "La balanza nueva" in page
    for url in (shown.wide_url, shown.small_url):
        assert url in page
        response = client.get(url)
        assert response["Content-Type"] == "image/webp"
        assert "public" in response["Cache-Control"]
        assert response.cookies == {}
    assert shown.small_url in client.get(reverse("news_list")).text
    assert shown.small_url in client.get(reverse("home")).text
    assert client.get(shown.wide_url.replace(shown.sha256[:12], "0" * 12)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("days", [None, -1])
def test_what_is_not_published_is_seen_by_its_officers_alone(client, days):
    item = story("Lo que vendrá", days=days)
    shown = illustrated(item)
    preview = reverse("news_preview", args=[item.pk])
    for url in (item.get_absolute_url(), shown.wide_url):
        assert client.get(url).status_code == 404
    assert client.get(preview).status_code == 302
    verified(client, staff_user(staff_groups.TARIFFS))
    assert client.get(preview).status_code == 403
    assert client.get(shown.wide_url).status_code == 404
    verified(client, staff_user(staff_groups.COMMUNICATIONS))
    response = client.get(preview)
    assert "Vista previa" in response.text
    assert "no-store" in response["Cache-Control"]
    assert client.get(shown.wide_url).status_code == 200
    assert "Lo que vendrá" not in client.get(reverse("news_list")).text


# --- Their officers ------------------------------------------------------------------------------------
FORM = {
    "title": "Día Mundial de la Metrología", "summary": "Resumen.", "body": "**Hola**", "published_at_0": "",
    "published_at_1": "", "expires_at_0": "", "expires_at_1": "", "own_picture-TOTAL_FORMS": "0",
    "own_picture-INITIAL_FORMS": "0",
}  # fmt: skip
DECORATIVE = {"own_picture-0-is_decorative": "on"}
ADD = "/admin/communications/newsitem/add/"


@pytest.fixture
def desk(client, db):
    return verified(client, staff_user(staff_groups.COMMUNICATIONS))


def test_an_officer_writes_a_draft_and_sees_how_it_will_stand(desk):
    response = desk.post(ADD, FORM | {"_preview": "x"}, follow=True)
    item = NewsItem.objects.get()
    assert item.is_draft
    assert response.redirect_chain[-1][0] == reverse("news_preview", args=[item.pk])
    assert "<strong>Hola</strong>" in response.text


def test_an_officer_is_told_what_is_left_out(desk):
    response = desk.post(ADD, FORM | {"body": "<script>x()</script>Hola"}, follow=True)
    assert "Del texto no se muestra «script»" in response.text


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"own_picture-0-upload": picture()}, "marque que es solo adorno"),
        (
            {"own_picture-0-upload": picture(), "own_picture-0-alt": "a"} | DECORATIVE,
            "solo adorno",
        ),
        ({"own_picture-0-alt": "Una balanza"}, "Elija la imagen."),
        ({"own_picture-0-upload": picture((300, 300)), "own_picture-0-alt": "a"}, "400 píxeles"),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_beside_it(desk, facts, wrong):
    response = desk.post(ADD, FORM | {"own_picture-TOTAL_FORMS": "1"} | facts)
    assert wrong in response.text
    assert not NewsItem.objects.exists()


def test_an_officer_adds_a_picture(desk):
    facts = {"own_picture-TOTAL_FORMS": "1", "own_picture-0-upload": picture(), "own_picture-0-alt": "Una balanza"}
    assert desk.post(ADD, FORM | facts).status_code == 302
    assert str(NewsPicture.objects.get()) == "Una balanza"
