"""Make ``sim/page/assets`` from the npm packages of the design system and htmx; run by whoever changes a version.

    npm pack dkfds@11.2.0 htmx.org@2.0.11      # then unpack each
    python docs/make_page_assets.py DKFDS_FOLDER HTMX_FOLDER

Of the style sheet only the rules stay whose classes stand in a template, and of the pictures those that such a rule
names; the logos of borger.dk and Virk, which are not ours to use, are left out.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parent.parent / "sim" / "page"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
PICTURE = re.compile(r"url\([\"']?\.\./img/([^)\"']+)[\"']?\)")


def words_of_templates() -> set[str]:
    """Every word that could be a class."""
    sources = [*(PAGE / "templates").glob("*.html"), PAGE / "assets" / "page.js"]
    return {word for path in sources for word in re.findall(r"[\w-]+", path.read_text("utf-8"))}


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Selector (or the head of an at-rule) and body of each rule on the outermost level."""
    start = depth = 0
    head = ""
    for i, letter in enumerate(css):
        if letter == "{":
            if depth == 0:
                head, start = css[start:i].strip(), i + 1
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start:i]
                start = i + 1
        elif letter == ";" and depth == 0:
            start = i + 1


def split(selectors: str) -> list[str]:
    """The selectors of a rule; commas inside brackets do not part them."""
    found, depth, start = [], 0, 0
    for i, letter in enumerate(selectors):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            found.append(selectors[start:i])
            start = i + 1
    return [*found, selectors[start:]]


def reduced(css: str, known: set[str]) -> str:
    """The rules that can match something in the templates."""
    parts = []
    for head, body in rules(css):
        if head.startswith("@font-face"):
            continue
        if head.startswith(("@media", "@supports")):
            inner = reduced(body, known)
            parts.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith("@"):
            parts.append(f"{head}{{{body}}}")
        else:
            kept = [one for one in split(head) if set(CLASS.findall(one)) <= known]
            parts.append(f"{','.join(kept)}{{{body}}}\n" if kept else "")
    return "".join(parts)


def main(dkfds: Path, htmx: Path) -> None:
    target = PAGE / "assets"
    css = (dkfds / "dist/css/dkfds.min.css").read_text("utf-8").lstrip("\ufeff")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = reduced(css, words_of_templates())
    pictures = sorted(set(PICTURE.findall(css)))
    faces = []
    for name, weight in WEIGHTS.items():
        font = f"IBMPlexSans-{name}.woff2"
        shutil.copyfile(dkfds / "dist/fonts/IBMPlexSans/complete/woff2" / font, target / font)
        faces.append(
            f"@font-face{{font-display:swap;font-family:IBM Plex Sans;font-weight:{weight};"
            f'src:url({font}) format("woff2")}}\n'
        )
    for old in target.glob("icon-*.svg"):
        old.unlink()
    for picture in pictures:
        shutil.copyfile(dkfds / "dist/img" / picture, target / f"icon-{Path(picture).name}")
    css = PICTURE.sub(lambda found: f"url(icon-{Path(found[1]).name})", css)
    (target / "dkfds.css").write_text("".join(faces) + css, "utf-8", newline="\n")
    shutil.copyfile(dkfds / "LICENSE.md", target / "dkfds-LICENSE.md")
    shutil.copyfile(htmx / "dist/htmx.min.js", target / "htmx.min.js")
    shutil.copyfile(htmx / "LICENSE", target / "htmx-LICENSE.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
