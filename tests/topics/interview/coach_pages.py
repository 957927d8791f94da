"""What tests of the coach ask of its pages: storage, records of progress, cards."""

from __future__ import annotations

import datetime as dt
import json
import threading

STORE = "progress"
PAGES = {"bank": "interview/questions", "practice": "interview/practice", "mock": "interview/mock"}
NO_STORAGE = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "private": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
}


def today(days=0):
    return (dt.datetime.now(tz=dt.UTC).astimezone().date() + dt.timedelta(days=days)).isoformat()


def stored(page, key=STORE):
    text = page.evaluate("key => localStorage.getItem(CMLP.prefix + key)", key)
    return json.loads(text) if text else None


def put(page, value, key=STORE):
    page.evaluate(
        "([key, text]) => localStorage.setItem(CMLP.prefix + key, text)",
        [key, value if isinstance(value, str) else json.dumps(value)],
    )


def progress(cards, **more):
    return {"format": "cloud-ml-platforms progress", "version": 1, "cards": cards, "ticks": {}, **more}


def record(**more):
    return {"last": today(-3), "due": today(), "step": 1, "grade": "got", "missed": [], "times": 1, **more}


def title(page):
    return page.locator("#card-title").inner_text()


def wait_for_card(page):
    page.wait_for_function("!document.querySelector('.card').hidden || !document.querySelector('.card-done').hidden")


def hold(page, deck):
    """Hold back the script of a deck until the returned function is called; a request that comes later passes."""
    held, released = [], threading.Event()

    def keep(route):
        if released.is_set():
            route.continue_()
        else:
            held.append(route)

    def release():
        released.set()
        for route in held:
            route.continue_()

    page.route(f"**/cards/{deck}.js", keep)
    return release
