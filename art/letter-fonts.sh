#!/bin/sh
# Makes anew the typefaces of radicados/fonts/ that write names in other scripts. Needs Debian's apt, dpkg-deb, pip and
# the network; run it from the checkout. Noto Sans and Nanum Gothic are under the SIL Open Font License 1.1 (Nanum's
# name is reserved: what is cut out of it is called Letra Hangul), Droid Sans Fallback under the Apache License 2.0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install fonttools==4.68.0
(cd "$work" && apt-get download fonts-noto-core fonts-nanum fonts-droid-fallback)
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work"; done
from="$work/usr/share/fonts/truetype"

cut() { # source, target, characters
  "$work/venv/bin/pyftsubset" "$from/$1" --unicodes="$3" --layout-features='' --no-hinting \
    --drop-tables+=GSUB,GPOS,GDEF,kern,vhea,vmtx,DSIG --name-IDs=0,1,2,3,4,5,6,13,14 --output-file="radicados/fonts/$2.ttf"
}
noto() { cut "noto/NotoSans$1-Regular.ttf" "NotoSans$1" "$2"; }
noto Arabic 0600-06FF,0750-077F,FB50-FDFF,FE70-FEFC
noto Armenian 0530-058F,FB13-FB17
noto Ethiopic 1200-139F,2D80-2DDF
noto Georgian 10A0-10FF,1C90-1CBF,2D00-2D2F
noto Hebrew 0590-05FF,FB1D-FB4F
noto Symbols2 2600-277F,2794-27BF,2B1B-2B1C,2B50-2B55
noto Thai 0E00-0E7F
cut nanum/NanumGothic.ttf LetraHangul 1100-11FF,3131-318E,AC00-D7A3
cut droid/DroidSansFallbackFull.ttf DroidSansFallback \
  2E80-2FDF,3000-312F,31A0-31FF,3200-33FF,3400-4DBF,4E00-9FFF,F900-FAFF,FE30-FE4F,FF00-FFEF
"$work/venv/bin/python" - <<'PYTHON'
from fontTools.ttLib import TTFont

font = TTFont("radicados/fonts/LetraHangul.ttf")
for number, name in {1: "Letra Hangul", 3: "Letra Hangul", 4: "Letra Hangul", 6: "LetraHangul"}.items():
    font["name"].setName(name, number, 3, 1, 0x409)
    font["name"].setName(name, number, 1, 0, 0)
font.save("radicados/fonts/LetraHangul.ttf")
PYTHON
