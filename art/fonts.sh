#!/bin/sh
# Makes the two fonts of the pages, in static/fonts/, anew. Needs pip and the network; run it from the checkout.
#
# Work Sans keeps its weights from 400 to 600 and gives up its kerning (13 kB); Montserrat, which writes titles,
# keeps its kerning and has one weight. Both keep the characters of art/characters.txt, and figures that are
# tabular and lining. The whole variable fonts come from PyPI, under the SIL Open Font License 1.1.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
pip="$work/venv/bin/pip --quiet --disable-pip-version-check"
$pip install fonttools==4.68.0 brotli==1.2.1
$pip install --no-deps --target "$work/fonts" fontpkg-work-sans==2.12 fontpkg-montserrat==9.0

make() { # package, family, weights, features, name
  "$work/venv/bin/fonttools" varLib.instancer --quiet --output "$work/$5.ttf" \
    "$work/fonts/$1/files/$2[wght].ttf" "wght=$3"
  "$work/venv/bin/pyftsubset" "$work/$5.ttf" --unicodes-file=art/characters.txt --layout-features="$4" \
    --no-hinting --flavor=woff2 --output-file="static/fonts/$5.woff2"
}
make fontpkg_work_sans WorkSans 400:600 tnum,lnum,ccmp,locl work-sans
make fontpkg_montserrat Montserrat 700 kern,mark,tnum,lnum,ccmp,locl montserrat
