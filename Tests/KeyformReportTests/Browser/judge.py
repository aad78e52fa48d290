"""Judges a report page in a real browser. Prints what is wrong, a line each, and exits 1 then.

    judge.py look PAGE            console, accessibility and width, in both themes and at two widths
    judge.py filter PAGE          search and filters by keyboard alone, and the fragment that keeps them
    judge.py inert PAGE           no text of the report is anything but text
    judge.py sealed PAGE          what is slipped into the page does not run
    judge.py plain PAGE           what readers without scripts see
    judge.py shoot PAGE FOLDER    pictures of the page, for people
    judge.py speed PAGE PAGE      a key typed until it is painted, second page against the first

axe.min.js is taken from the virtual environment that runs this; the browser is the system's.
"""
import json
import pathlib
import shutil
import statistics
import sys
import tempfile
import urllib.parse

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

AXE = pathlib.Path(sys.prefix) / "share" / "axe.min.js"
WIDTHS = (390, 1400)
THEMES = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


class Browser:
    def __init__(self, scripts=True):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
            "--no-first-run", "--hide-scrollbars", "--force-device-scale-factor=1",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if not scripts:
            options.add_experimental_option(
                "prefs", {"profile.managed_default_content_settings.javascript": 2})
        service = Service(shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(120)
        self.problems = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, page, fragment=""):
        self.driver.get("about:blank")
        self.driver.get(pathlib.Path(page).resolve(strict=True).as_uri() + fragment)

    def size(self, width, height=900):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def theme(self, name):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": name}]})

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def console(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def keys(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def settle(self):
        """Until what the last event changed is painted."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def expect(self, condition, message):
        if not condition:
            self.problems.append(message)

    def fragment(self, *parts):
        """The fragment, once it holds the parts; it follows a little later."""
        try:
            WebDriverWait(self.driver, 10, poll_frequency=0.05).until(
                lambda _: all(part in self.run("return location.hash") for part in parts)
                and (parts or self.run("return location.hash") == ""))
        except TimeoutException:
            self.problems.append(f"the fragment is {self.run('return location.hash')}, not {parts}")

    def count(self):
        return self.run("return document.getElementById('count').textContent")

    def focused(self):
        return self.run(
            "const e = document.activeElement; return e.name || e.className || e.type || e.tagName")


def look(browser, page):
    axe = AXE.read_text(encoding="utf-8")
    for theme in THEMES:
        for width in WIDTHS:
            browser.theme(theme)
            browser.size(width)
            browser.open(page)
            # The rest of a long text is text, and may be a megabyte of it.
            browser.run(
                "for (const fold of document.querySelectorAll('section details:not(dd *, p *)')) fold.open = true")
            browser.run(axe)
            found = browser.driver.execute_async_script(
                "const [tags, done] = arguments;"
                "axe.run(document, {runOnly: {type: 'tag', values: tags}})"
                ".then((r) => done({v: r.violations, n: r.passes.length}), (e) => done({e: String(e)}))",
                TAGS)
            where = f"{theme}, {width} pixels"
            browser.expect("e" not in found and found.get("n", 0) > 15, f"{where}: axe did not run: {found.get('e')}")
            for violation in found.get("v", []):
                for node in violation["nodes"][:3]:
                    browser.problems.append(
                        f"{where}: {violation['id']}: {node['html'][:200]}: {node['failureSummary'][:400]}")
            over = browser.run(
                "const w = document.documentElement.clientWidth;"
                "return document.documentElement.scrollWidth > w ?"
                " [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > w + 1)"
                ".slice(0, 3).map((e) => e.outerHTML.slice(0, 200)) : []")
            browser.expect(not over, f"{where}: wider than the screen: {over}")
            for message in browser.console():
                browser.problems.append(f"{where}: console: {message}")


def tab_to(browser, name, most=60):
    for _ in range(most):
        if browser.focused() == name:
            return True
        browser.keys(Keys.TAB)
    browser.problems.append(f"the keyboard does not reach {name}")
    return False


def shown(browser):
    return browser.run(
        "return [...document.querySelectorAll('#change-list > li .address')].map((e) => e.textContent)")


def filter(browser, page):
    browser.size(1400)
    browser.open(page)
    everything = browser.count()
    total = int(everything.split()[0])
    browser.expect(total > 3, f"too few changes to filter: {everything}")
    browser.keys(Keys.TAB)
    browser.expect(browser.focused() == "skip", f"first comes the way to the content, not {browser.focused()}")
    first = shown(browser)
    wanted = first[-1]
    if tab_to(browser, "q"):
        browser.keys(wanted)
        browser.settle()
        browser.expect(wanted in shown(browser), f"{wanted} is searched and not shown: {shown(browser)}")
        browser.expect(
            f"of {total} " in browser.count() or total == len(shown(browser)),
            f"the count does not say what is left: {browser.count()}")
    kind = wanted.split("/")[0]
    # A choice of one is none, and not shown.
    chosen = browser.run("return !document.querySelector('[name=kind]').closest('label').hidden")
    if chosen and tab_to(browser, "kind"):
        browser.keys(kind)
        browser.settle()
        value = browser.run("return document.querySelector('[name=kind]').value")
        browser.expect(value == kind, f"the keyboard chooses {value}, not {kind}")
    browser.fragment(
        f"q={urllib.parse.quote_plus(wanted)}", *([f"kind={kind}"] if chosen else []))
    before = (browser.count(), shown(browser))
    browser.driver.refresh()
    after = (browser.count(), shown(browser))
    browser.expect(before == after, f"after a reload: {after}, before {before}")
    browser.expect(
        browser.run("return document.querySelector('[name=q]').value") == wanted, "the search is gone")
    if tab_to(browser, "reset"):
        browser.keys(Keys.ENTER)
        browser.settle()
        browser.expect(browser.count() == everything, f"shown again: {browser.count()}")
        browser.fragment()
    browser.open(page, "#q=nothing-is-called-so&kind=no-such-kind&page=-7")
    browser.expect(browser.count().startswith("None of"), f"none matches: {browser.count()}")
    browser.open(page, "#page=99999")
    browser.expect(shown(browser), "a page beyond the last shows nothing")
    if total > 100:
        browser.open(page)
        top = shown(browser)[0]
        if tab_to(browser, "next"):
            browser.keys(Keys.ENTER)
            browser.settle()
            browser.expect(shown(browser)[0] != top, "the next page is the same")
            browser.fragment("page=2")
    for message in browser.console():
        browser.problems.append(f"console: {message}")


HIDDEN = (
    r"[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def inert(browser, page):
    browser.size(1400)
    browser.open(page)
    browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true")
    browser.settle()
    browser.expect(browser.run("return window.hit") is None, "a text ran")
    elements = browser.run(
        "const counts = {}; for (const e of document.querySelectorAll('*'))"
        " counts[e.localName] = (counts[e.localName] ?? 0) + 1; return counts")
    browser.expect(elements.get("script") == 2, f"scripts: {elements.get('script')}")
    for name in ("img", "iframe", "object", "embed", "base", "link", "video", "audio", "b", "math", "template"):
        browser.expect(name not in elements, f"there is an element {name}")
    links = browser.run(
        "return [...document.querySelectorAll('[href],[src]')]"
        ".map((e) => e.getAttribute('href') ?? e.getAttribute('src'))")
    browser.expect(all(link.startswith("#") for link in links), f"links leave the page: {links}")
    handlers = browser.run(
        "return [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes])"
        ".filter((a) => a.name.startsWith('on') || a.name === 'style').map((a) => a.name)")
    browser.expect(not handlers, f"attributes: {handlers}")
    text = browser.run("return document.body.innerText")
    hidden = browser.run(f"return (document.body.innerText.match(/{HIDDEN}/g) ?? []).map(escape)")
    browser.expect(not hidden, f"characters that hide: {hidden[:5]}")
    for wanted in ("</script>", "]]>", "\\u{202e}", "\\u{0}", "<!--", "<img src=x onerror"):
        browser.expect(wanted in text, f"{wanted} is not shown as text")
    for message in browser.console():
        browser.problems.append(f"console: {message}")


def sealed(browser, page):
    text = pathlib.Path(page).read_text(encoding="utf-8")
    for name, slipped in {
        "a script": "<script>window.hit = 1</script>",
        "a handler": "<img src=x onerror=\"window.hit = 1\">",
        "a style": "<style>body { color: red }</style>",
        "a script of elsewhere": "<script src=\"https://example.invalid/x.js\"></script>",
    }.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "page.html"
            copy.write_text(text.replace("<main", slipped + "<main", 1), encoding="utf-8")
            browser.open(copy)
            browser.settle()
            browser.expect(browser.run("return window.hit") is None, f"{name} ran")
            browser.expect(
                browser.run("return getComputedStyle(document.body).color") != "rgb(255, 0, 0)",
                f"{name} counts")
            refused = [message for message in browser.console() if "Content Security Policy" in message]
            browser.expect(refused, f"nobody refused {name}")
            browser.expect(browser.count(), f"{name} keeps the page's own script from running")


def plain(browser, page):
    browser.size(1400)
    browser.open(page)
    text = browser.driver.find_element("tag name", "body").text
    rows = len(browser.driver.find_elements("css selector", "#change-list > li"))
    browser.expect(0 < rows <= 200, f"{rows} rows stand in the markup")
    browser.expect("Search" not in text, "there are filters, and nothing that filters")
    browser.expect(browser.driver.find_elements("css selector", ".verdict .sentence"), "no verdict")


def shoot(browser, page, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        for width in WIDTHS:
            browser.theme(theme)
            browser.size(width)
            browser.open(page)
            height = browser.run("return document.documentElement.scrollHeight")
            browser.size(width, 1400)
            for number, top in enumerate(range(0, min(height, 14_000), 1400)):
                browser.run("scrollTo({top: arguments[0], behavior: 'instant'})", top)
                browser.settle()
                browser.driver.save_screenshot(str(folder / f"{theme}-{width}-{number}.png"))


def typed(browser, page):
    browser.size(1400)
    browser.open(page)
    browser.run("document.querySelector('[name=q]').focus()")
    times = []
    for round in range(12):
        for letter in "key/":
            times.append(browser.driver.execute_async_script(
                "const [letter, done] = arguments; const q = document.querySelector('[name=q]');"
                "const begin = performance.now(); q.value += letter;"
                "q.dispatchEvent(new InputEvent('input', {bubbles: true}));"
                "requestAnimationFrame(() => { const c = new MessageChannel();"
                " c.port1.onmessage = () => done(performance.now() - begin); c.port2.postMessage(0); })",
                letter))
        browser.run("const q = document.querySelector('[name=q]'); q.value = '';"
                    "q.dispatchEvent(new InputEvent('input', {bubbles: true}))")
        browser.settle()
    # The first search reads every text once.
    return times[0], statistics.median(times[4:])


def speed(browser, small, large):
    figures = {}
    for name, page in (("small", small), ("large", large)):
        first, median = typed(browser, page)
        figures[name] = {"first": round(first, 1), "median": round(median, 1)}
    figures["ratio"] = round(figures["large"]["median"] / figures["small"]["median"], 2)
    figures["firstRatio"] = round(figures["large"]["first"] / figures["small"]["first"], 2)
    print(json.dumps(figures))


def main():
    name, *arguments = sys.argv[1:]
    with Browser(scripts=name != "plain") as browser:
        {"look": look, "filter": filter, "inert": inert, "sealed": sealed, "plain": plain,
         "shoot": shoot, "speed": speed}[name](browser, *arguments)
        for problem in browser.problems:
            print(problem)
        sys.exit(1 if browser.problems else 0)


main()
