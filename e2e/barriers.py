"""What keeps people from a page: rules of accessibility that it breaks, and what sticks out of the window."""

from pathlib import Path

AXE = Path(__file__).parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = {
    "light": {"type": "tag", "values": TAGS},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},  # the others know no colour
}
WIDTHS = (320, 768, 1440)  # pixels
ROUNDING = 1  # pixel

RUN = """async (rules) => {
    const { violations } = await axe.run({ runOnly: rules, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}"""

# Colours that pass from element to element would change in one after the other.
STILL = """() => {
    const still = new CSSStyleSheet()
    still.replaceSync('*, ::before, ::after { transition: none !important }')
    document.adoptedStyleSheets.push(still)
}"""
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def barriers(page):
    """Return what is wrong with what is shown, light and dark, at any width."""
    found = {}
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text())
        page.evaluate(STILL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            page.evaluate(FRAME)
            found[width, scheme] = page.evaluate(RUN, rules)
        found[width, "size"] = _sticking_out(page)
    return wrong(found)


def wrong(found):
    """Return only the places at which something was found."""
    return {place: faults for place, faults in found.items() if faults}


def _sticking_out(page):
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{width} > {room}"] if width - room > ROUNDING else []
