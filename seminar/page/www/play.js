// What the tab "Play" does in the browser: it sends what was pressed, and keeps the token by which a class knows us.
// A token stays in this browser; it never stands in the address of a page that is shown or passed on.

const forgotten = new Map(); // where the browser keeps nothing, as in some private windows

function keep(name, token) {
  try { localStorage.setItem(name, token); } catch { forgotten.set(name, token); }
}

function kept(name) {
  try { return localStorage.getItem(name) ?? forgotten.get(name); } catch { return forgotten.get(name); }
}

/** Who we are according to the address: of which class, as its teacher or as a member, and where the token lies. */
function self() {
  const query = new URLSearchParams(location.search);
  const code = query.get("class") ?? "";
  const role = query.get("teach") === "1" ? "teacher" : "member";
  return { code, role, place: `alliance-${code}-${role}` };
}

/** A teacher's link has the token behind its #, which no server ever sees; it goes into the browser's keeping. */
function takeFromLink() {
  const found = location.hash.match(/^#teacher=(.+)$/);
  if (!found) return;
  keep(self().place, decodeURIComponent(found[1]));
  history.replaceState(null, "", location.pathname + location.search);
}

function enter() {
  const { code, role, place } = self();
  Shiny.setInputValue("play-pass", { code, role, token: kept(place) ?? "" }, { priority: "event" });
}

/** The server has put the class into the address; the token goes into this browser's keeping, and we go in. */
function welcome({ token }) {
  if (token) keep(self().place, token);
  enter();
}

async function copyTeachersLink(button) {
  const link = `${location.href}#teacher=${encodeURIComponent(kept(self().place) ?? "")}`;
  try {
    await navigator.clipboard.writeText(link);
    button.textContent = button.dataset.done;
  } catch {
    window.prompt(button.textContent, link);
  }
}

function act(button) {
  if (button.dataset.act) Shiny.setInputValue("play-act", JSON.parse(button.dataset.act), { priority: "event" });
  else copyTeachersLink(button);
}

// What others do may draw a button anew while it is being pressed; what counts is that the same one is let go of.
const buttons = "[data-act], [data-copy-link]";
let pressed;
document.addEventListener("pointerdown", (event) => { pressed = event.target.closest(buttons)?.dataset.act; });
document.addEventListener("pointerup", (event) => {
  const button = document.elementFromPoint(event.clientX, event.clientY)?.closest(buttons);
  if (button && button.dataset.act === pressed) act(button);
  pressed = undefined;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest(buttons);
  if (button && event.detail === 0) act(button); // pressed by a key
});

takeFromLink();
Shiny.addCustomMessageHandler("play-welcome", welcome);
$(document).one("shiny:sessioninitialized", enter);
