"""The newsdesk in a real Chromium: pages loaded, filters, marks, review with the keyboard, and a page that means harm."""

from __future__ import annotations

import csv
import io
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

selenium = pytest.importorskip("selenium.webdriver")
uvicorn = pytest.importorskip("uvicorn")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from tests.desk.sample import CODER, hostile, plain  # noqa: E402

from tidings.archive import Archive  # noqa: E402
from tidings.desk.guard import Access  # noqa: E402
from tidings.desk.server import make_app  # noqa: E402
from tidings.desk.state import Desk  # noqa: E402
from tidings.settings import Settings  # noqa: E402

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no chromium with its driver")

ARTICLE = f"/articles/{plain().article.id}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Archive]]:
    """A newsdesk that is served on this machine, and its archive."""
    archive = Archive(tmp_path_factory.mktemp("browser") / "world.duckdb", settings=Settings(archive_wait=20))
    archive.add([plain(), hostile()], CODER)
    archive.update_stories()
    app = make_app(Desk.over(archive, Access(), archive.settings))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", archive
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Chromium without a window."""
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    for flag in (*flags.split(), "--disable-component-update", "--disable-sync", "--window-size=1200,900"):
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    driver = selenium.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def _look(browser: Any, width: int, dark: bool) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def _wait(browser: Any, script: str) -> Any:
    for _ in range(200):
        found = browser.execute_script(f"return {script}")
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not in ten seconds: {script}")


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_every_page_fits_and_breaks_no_rule_of_its_own(
    browser: Any, served: tuple[str, Archive], width: int, dark: bool, tmp_path: Path
) -> None:
    _look(browser, width, dark)
    paths = ["/", "/articles", "/stories", "/events", "/timeline", "/map", "/actor?name=RUS", "/review", "/code"]
    for path in [*paths, ARTICLE, f"/events/{CODER}-0"]:
        browser.get(served[0] + path)
        wide, room = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{path} is {wide} wide in {room}"
        assert browser.find_elements(By.TAG_NAME, "h1"), path
        assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == [], path
        assert browser.save_screenshot(str(tmp_path / "page.png"))
    ground = browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 200) is dark


def test_a_filter_is_applied_and_its_csv_is_the_table(browser: Any, served: tuple[str, Archive]) -> None:
    _look(browser, 1200, False)
    browser.get(f"{served[0]}/events")
    browser.find_element(By.CSS_SELECTOR, ".filters summary").click()
    browser.find_element(By.XPATH, "//select[@name='type']/option[.='ASSAULT']").click()
    browser.find_element(By.XPATH, "//button[.='Apply']").click()
    _wait(browser, "location.search.includes('type=ASSAULT') && document.readyState === 'complete'")
    shown = [row.get_attribute("id") for row in browser.find_elements(By.CSS_SELECTOR, "table.events tbody tr")]
    assert len(shown) == 2 and "type=ASSAULT" in browser.current_url
    address = browser.find_element(By.LINK_TEXT, "CSV").get_attribute("href")
    with urllib.request.urlopen(address) as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode())))
    assert [row["id"] for row in rows] == shown


def test_a_mark_shows_its_record_and_leads_to_its_event(browser: Any, served: tuple[str, Archive]) -> None:
    _look(browser, 1200, False)
    browser.get(served[0] + ARTICLE)
    mark = browser.find_element(By.ID, f"m-{CODER}-0")
    # By the keyboard: the card of the record comes with the focus, and the key leads to the record beside the text.
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.switch_to.active_element == mark:
            break
    assert browser.switch_to.active_element == mark
    assert "ASSAULT" in _wait(
        browser, "!document.getElementById('card').hidden && document.getElementById('card').innerText"
    )
    mark.send_keys(Keys.ENTER)
    assert browser.current_url.endswith(f"#e-{CODER}-0")
    browser.find_element(By.CSS_SELECTOR, f"[id='e-{CODER}-0'] a[href='/events/{CODER}-0']").click()
    _wait(browser, "location.pathname.startsWith('/events/') && document.readyState === 'complete'")
    assert browser.find_element(By.TAG_NAME, "h1").text.startswith("ASSAULT")


def test_a_review_by_keyboard_is_found_again_after_coding_anew(browser: Any, served: tuple[str, Archive]) -> None:
    base, archive = served
    browser.get(f"{base}/review?article={plain().article.id}&order=date")
    first = browser.find_element(By.CSS_SELECTOR, "form.review").get_attribute("action").rsplit("/", 1)[-1]
    browser.find_element(By.TAG_NAME, "body").send_keys("r")
    _wait(browser, f"!document.querySelector('form.review').action.endsWith('{first}')")
    assert [r.decision for r in archive.reviews()] == ["reject"]
    archive.add([plain("tidings-9")], "tidings-9")
    browser.get(base + ARTICLE)
    (rejected,) = browser.find_elements(By.CSS_SELECTOR, ".record.reject")
    assert "rejected by" in rejected.text and rejected.get_attribute("id") == f"e-{first.replace(CODER, 'tidings-9')}"
    archive.add([plain()], CODER)


def test_a_hostile_page_does_nothing(browser: Any, served: tuple[str, Archive]) -> None:
    base, _ = served
    for path in (
        "/",
        f"/articles/{hostile().article.id}",
        "/events/hostile-0",
        "/events",
        "/map",
        "/articles?q=script",
    ):
        browser.get(base + path)
        assert "owned" not in browser.title.split(" · ")[-1] and browser.title != "1"
        assert (
            browser.execute_script("return document.querySelectorAll('main img, main script, main iframe').length") == 0
        )
        scripts = browser.execute_script("return [...document.scripts].map(s => s.src)")
        assert scripts == [f"{base}/static/desk.js"]
        links = browser.execute_script("return [...document.links].map(a => a.protocol)")
        assert set(links) <= {"http:", "https:"}
        loaded = browser.execute_script("return performance.getEntriesByType('resource').map(r => r.name)")
        assert all(name.startswith(base) for name in loaded)
        assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
