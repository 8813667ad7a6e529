// What the reader chooses about the look of the site: colours, large type, the menu on a phone. Every page is complete
// without it. It runs before the first paint, so that a page never flashes in the wrong colours.
(function () {
  "use strict";
  var root = document.documentElement;

  // Storage may be closed (a private window, a page opened from a folder): then a choice lasts for one page.
  function recall(name) {
    try { return localStorage.getItem("portal-" + name); } catch (closed) { return null; }
  }
  function keep(name, value) {
    try {
      if (value) localStorage.setItem("portal-" + name, value);
      else localStorage.removeItem("portal-" + name);
    } catch (closed) { return; }
  }
  function setTheme(theme) {
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
  }
  function setLarge(large) {
    if (large) root.setAttribute("data-large", "");
    else root.removeAttribute("data-large");
  }

  root.setAttribute("data-script", "");
  setTheme(recall("theme"));
  setLarge(recall("large"));

  document.addEventListener("DOMContentLoaded", function () {
    var theme = document.getElementById("theme");
    var large = document.getElementById("large");
    var menu = document.getElementById("menu");
    var panel = document.getElementById("site-menu");

    theme.value = root.getAttribute("data-theme") || "auto";
    theme.addEventListener("change", function () {
      setTheme(theme.value);
      keep("theme", theme.value === "auto" ? "" : theme.value);
    });

    large.setAttribute("aria-pressed", String(root.hasAttribute("data-large")));
    large.addEventListener("click", function () {
      var on = !root.hasAttribute("data-large");
      setLarge(on);
      large.setAttribute("aria-pressed", String(on));
      keep("large", on ? "on" : "");
    });

    function open(on) {
      menu.setAttribute("aria-expanded", String(on));
      panel.classList.toggle("open", on);
    }
    menu.addEventListener("click", function () {
      open(menu.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && panel.classList.contains("open")) {
        open(false);
        menu.focus();
      }
    });
  });
})();
