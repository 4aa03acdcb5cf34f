// What the page does in the browser itself: state in the link, and fields that belong together.

/** A number field and a slider that show the same number; the field is the input, the slider follows it. */
class NumberWithSlider extends HTMLElement {
  connectedCallback() {
    const [slider, number] = [this.querySelector("[type=range]"), this.querySelector("[type=number]")];
    slider.addEventListener("input", () => {
      number.value = slider.value;
      number.dispatchEvent(new Event("input", { bubbles: true }));
      number.dispatchEvent(new Event("change", { bubbles: true }));
    });
    number.addEventListener("input", () => { slider.value = number.value; });
  }
}
customElements.define("number-with-slider", NumberWithSlider);

// The link is that of the tab that is open: each tab has a state of its own, and the address shows one of them.
const openTab = () => document.querySelector("#tab .nav-link.active").dataset.value;
const states = new Map([[openTab(), new URLSearchParams(location.search)]]);

/** Put state into the link of a tab; null takes a name out. */
function keepInLink({ tab, state }) {
  if (!states.has(tab)) states.set(tab, new URLSearchParams());
  for (const [name, value] of Object.entries(state)) {
    states.get(tab).delete(name);
    for (const one of [value ?? []].flat()) states.get(tab).append(name, one);
  }
  showLink();
}
function showLink() {
  const state = new URLSearchParams(states.get(openTab()));
  state.set("lang", document.documentElement.lang);
  state.set("tab", openTab());
  history.replaceState(null, "", `?${state}`);
}
window.Shiny?.addCustomMessageHandler("keep-in-link", keepInLink);
document.addEventListener("shown.bs.tab", showLink);

// Another language shows the same state.
for (const link of document.querySelectorAll("a.language")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const url = new URL(location.href);
    url.searchParams.set("lang", link.lang);
    location.assign(url);
  });
}

// Where a chapter stands below the list, as on a phone, choosing one leads to it; the keys of the list stay in the list.
document.addEventListener("click", ({ target, detail }) => {
  const list = detail > 0 && target.closest(".contents label")?.closest(".contents");
  const chapter = document.querySelector("#chapters-read > *");
  if (list && chapter?.getBoundingClientRect().top > list.getBoundingClientRect().bottom) chapter.scrollIntoView({ behavior: "smooth" });
});

/** A chart drawn by Vega from what stands in its script; `week` moves the mark of the week in it. */
class VegaChart extends HTMLElement {
  connectedCallback() {
    if (this.drawn) return;
    const { spec, options } = JSON.parse(this.querySelector("script").textContent);
    const place = this.appendChild(document.createElement("div"));
    const look = { renderer: "svg", actions: { export: true, source: false, compiled: false, editor: false } };
    if (document.documentElement.lang === "de") {
      look.formatLocale = { decimal: ",", thousands: ".", grouping: [3], currency: ["", " €"] };
    }
    this.drawn = window.vegaEmbed(place, spec, { ...look, ...options }).then((result) => result.view);
    if (this.shown !== undefined) this.week = this.shown;
  }
  set week(week) {
    this.shown = week; // the chart may not have been drawn yet
    this.drawn?.then((view) => view.signal("week", week).runAsync());
  }
}
customElements.define("vega-chart", VegaChart);

/** One run: whatever stands in it shows the week that is chosen, and playing chooses one after the other. */
class RunPlayer extends HTMLElement {
  connectedCallback() {
    const all = (selector) => [...this.querySelectorAll(selector)];
    this.slider = this.querySelector(".week-slider");
    this.number = this.querySelector(".week-number");
    this.button = this.querySelector(".play");
    this.day = this.querySelector(".day");
    this.last = Number(this.slider.max);
    this.start = new Date(`${this.dataset.start}T00:00:00Z`);
    this.dates = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "de", { dateStyle: "medium", timeZone: "UTC" });
    this.lines = all(".membership").map((line) => ({ line, from: +line.dataset.start, to: +line.dataset.end }));
    this.alliances = all(".alliance");
    // What is there for a time only: alliances of a field, and who asks whom.
    this.passing = all(".alliance[data-start], .asking[data-start]").map((mark) => ({ mark, from: +mark.dataset.start, to: +mark.dataset.end }));
    this.organisations = all(".organisation").map((mark) => ({ mark, roles: JSON.parse(mark.dataset.roles) }));
    this.story = all(".story li");
    this.slider.addEventListener("input", () => this.show(this.slider.valueAsNumber));
    this.number.addEventListener("input", () => this.show(this.number.valueAsNumber));
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    for (const { mark } of this.organisations) mark.addEventListener("click", () => this.ask(mark.dataset.name));
    this.addEventListener("change", (event) => { if (event.target === this.list) this.choose(this.list.value); });
    this.list = this.querySelector(".pane-why select");
    this.show(Number(this.slider.value));
    this.choose(this.list.value);
  }
  disconnectedCallback() { clearInterval(this.timer); }

  show(week) {
    if (!Number.isFinite(week)) return;
    this.week = Math.max(0, Math.min(this.last, Math.round(week)));
    this.slider.value = this.week;
    if (document.activeElement !== this.number || this.timer) this.number.value = this.week;
    this.day.textContent = this.dates.format(new Date(this.start.getTime() + this.week * 7 * 86400000));
    const members = new Map();
    for (const { line, from, to } of this.lines) {
      const isIn = from <= this.week && (this.week < to || to > this.last);
      line.classList.toggle("is-on", isIn);
      if (isIn) members.set(line.dataset.alliance, (members.get(line.dataset.alliance) ?? 0) + 1);
    }
    for (const { mark, from, to } of this.passing) mark.classList.toggle("is-on", from <= this.week && (this.week < to || to > this.last));
    for (const mark of this.alliances) {
      const number = members.get(mark.dataset.alliance) ?? 0;
      mark.querySelector("text").textContent = number;
      mark.querySelector("circle")?.setAttribute("r", 3 + 1.7 * Math.sqrt(number));
    }
    for (const { mark, roles } of this.organisations) {
      const role = roles.findLast(([from]) => from <= this.week)?.[1] ?? "outside";
      mark.classList.remove("core", "supporter", "left", "declined", "outside");
      mark.classList.add(role);
    }
    this.tell();
    for (const chart of this.querySelectorAll("vega-chart")) chart.week = this.week;
    clearTimeout(this.kept);
    this.kept = setTimeout(() => keepInLink({ tab: this.closest(".tab-pane").dataset.value, state: { week: String(this.week) } }), 400);
  }

  /** The story up to this week; what is told of it last stands out and in sight. */
  tell() {
    let last;
    for (const line of this.story) {
      const isTold = +line.dataset.week <= this.week;
      line.hidden = !isTold;
      line.classList.remove("is-latest");
      if (isTold) last = line;
    }
    last?.classList.add("is-latest");
    if (last) last.parentElement.scrollTop = last.offsetTop - 8;
  }

  play() {
    if (this.week >= this.last) this.show(0);
    this.button.textContent = this.button.dataset.pause;
    this.timer = setInterval(() => {
      this.show(this.week + 1);
      if (this.week >= this.last) this.pause();
    }, Math.max(90, Math.min(350, 40000 / this.last)));
  }
  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.button.textContent = this.button.dataset.play;
  }

  /** Ask in the list for the organisation that was chosen in the picture. */
  ask(name) {
    this.list.value = name;
    this.list.dispatchEvent(new Event("change", { bubbles: true }));
  }
  choose(name) {
    for (const { mark } of this.organisations) mark.classList.toggle("is-chosen", mark.dataset.name === name);
    for (const line of this.querySelectorAll("[data-organisation]")) {
      line.classList.toggle("is-own", name !== "" && [line.dataset.organisation, line.dataset.whom].includes(name));
    }
    this.querySelector(".chosen-name").textContent = name ? this.list.selectedOptions[0].text : "";
  }
}
customElements.define("run-player", RunPlayer);
