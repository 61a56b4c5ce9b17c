"""Takes the pictures of docs/pictures/: ``python -m e2e.pictures``, with the app built and Chromium there."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from e2e.browsers import PHONE, Browsers, launch
from e2e.gallery import GALLERY
from e2e.people import Owner
from e2e.showcase import Showcase
from e2e.stage import ROOT, running

FOLDER = ROOT / "docs" / "pictures"
DESK = {"viewport": {"width": 1280, "height": 860}}
POINTED = {"heat"}  # what lies under the mouse is part of the picture
HEIGHTS = {"plan": 1250, "heat": 780, "repairs": 1300}  # pixels, where what matters begins or ends elsewhere
COLOURS = 200
MOST_BYTES = 150_000


def main(wanted):
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as stage,
        sync_playwright() as playwright,
    ):
        showcase = Showcase(stage)
        browsers = Browsers(launch(playwright))
        for name, view in GALLERY.items():
            if not wanted or name in wanted:
                save(name, shot(browsers, showcase, name, view))
        browsers.close()


def shot(browsers, showcase, name, view):
    """Return what a view shows, as PNG; its name says on what kind of device."""
    device = PHONE if name.endswith("-phone") else DESK
    scheme = "dark" if name.endswith("-dark") else "light"
    size = device["viewport"] | {"height": HEIGHTS.get(name, device["viewport"]["height"])}
    page = browsers.new_page(**device | {"viewport": size}, color_scheme=scheme, reduced_motion="reduce")
    view(Owner(page, showcase.stage, showcase.maria.username), showcase)
    expect(page.locator(".loading")).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    if name not in POINTED:
        page.mouse.move(0, 0)
    return page.screenshot()


def save(name, png):
    """Store a picture with as few colours as do it no harm."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    file = FOLDER / f"{name}.png"
    image.save(file, optimize=True)
    assert file.stat().st_size <= MOST_BYTES, f"{file} is larger than {MOST_BYTES} bytes."


if __name__ == "__main__":
    main(sys.argv[1:])
