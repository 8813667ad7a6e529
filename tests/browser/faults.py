"""What a page complains of while it is read."""

from playwright.sync_api import Page, Request

# Every breach of the content security policy, also one that the console would keep to itself.
BREACHES = """window.breaches = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});"""


class Faults:
    """Errors and warnings in the console, breaches of the policy, broken requests and requests to another host."""

    def __init__(self, page: Page, address: str) -> None:
        """Listen from now on; `address` is the beginning of every address that may be asked for."""
        self._page = page
        self._address = address
        self.found: list[str] = []
        page.add_init_script(BREACHES)
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("console", lambda said: self.found.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        # The next page may be opened while the browser still fetches the icon of this one; that is no fault of the page.
        if request.failure != "net::ERR_ABORTED" or not request.url.endswith(".svg"):
            self.found.append(f"failed: {request.method} {request.url}")

    def look(self) -> list[str]:
        """Everything found until now, with the breaches on the present page."""
        breaches: list[str] = self._page.evaluate("window.breaches")
        return self.found + breaches

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self._address):
            self.found.append(f"elsewhere: {request.url}")
