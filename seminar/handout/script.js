"use strict";
// Moves the levers, and shows the runs that were made beforehand at their positions. Loads nothing.
(() => {
  const { levers, outcomes, runs, words, locale, chart } = HANDOUT;
  const BINS = 40, COLUMNS = 10, SPREAD = 0.045, HEIGHT = 250, LARGEST = 60, NARROWEST = 7;
  const byId = (id) => document.getElementById(id);
  const settings = levers.map((lever) => lever.own);
  let view = null;

  const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (all, name) => (name in parts ? parts[name] : all));
  const written = (value, outcome) =>
    outcome.isYesNo
      ? words[value ? "yes" : "no"]
      : new Intl.NumberFormat(locale, { maximumFractionDigits: outcome.smallest < 0.05 ? 2 : 0 }).format(value);
  // Combinations are counted with the last lever moving first.
  const rowAt = (positions) => positions.reduce((row, at, k) => row * levers[k].labels.length + at, 0);
  const outcome = () => outcomes[Number(byId("outcome").value)];
  const isMoved = () => settings.some((at, k) => at !== levers[k].own);

  function median(values) {
    const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    if (!sorted.length) return null;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  function compare(shown) {
    const before = shown.values[rowAt(levers.map((lever) => lever.own))];
    const after = shown.values[rowAt(settings)];
    const count = { higher: 0, lower: 0, same: 0, left: 0, without: 0, with: 0 };
    before.forEach((value, k) => {
      count.without += value === null;
      count.with += after[k] === null;
      if (value === null || after[k] === null) count.left += 1;
      else if (Math.abs(after[k] - value) < shown.smallest) count.same += 1;
      else count[after[k] > value ? "higher" : "lower"] += 1;
    });
    return { before, after, count };
  }

  // Runs with nearly the same value stand in a pile; where there are but two values, ten side by side.
  function pile(values, side, shown) {
    const width = (shown.high - shown.low || 1) / BINS;
    const columns = shown.isYesNo ? COLUMNS : Math.max(1, Math.floor(byId("chart").clientWidth / BINS / NARROWEST));
    const spread = shown.isYesNo ? SPREAD : width / columns;
    const piles = new Map();
    return values.flatMap((value, seed) => {
      if (value === null) return [];
      const bin = shown.isYesNo ? value : Math.floor((value - shown.low) / width) * width + shown.low;
      const above = piles.get(bin) || 0;
      piles.set(bin, above + 1);
      const middle = shown.isYesNo ? value : bin + width / 2;
      const x = middle + ((above % columns) - (columns - 1) / 2) * spread;
      const level = Math.floor(above / columns) + 1;
      const told = fill(words.dot, { seed, value: written(value, shown) });
      return [{ side, x, y: side === "asIs" ? level : -level, told }];
    });
  }

  function dots({ before, after }, shown) {
    const all = [...pile(before, "asIs", shown), ...(isMoved() ? pile(after, "yours", shown) : [])];
    const tallest = Math.max(4, ...all.map((dot) => Math.abs(dot.y)));
    const narrow = shown.isYesNo ? (byId("chart").clientWidth * SPREAD) / 2 : NARROWEST;
    const side = Math.max(2.5, Math.min(narrow, HEIGHT / 2 / tallest));
    const size = Math.min(LARGEST, 0.8 * side * side);
    return all.map((dot) => ({ ...dot, size }));
  }

  function tell(compared, shown) {
    const { before, after, count } = compared;
    const parts = { ...count, outcome: shown.title, runs };
    byId("result").textContent = isMoved() ? fill(words.pairs, parts) : words.unchanged;
    const sum = (values) => values.reduce((total, value) => total + (value || 0), 0);
    const levels = shown.isYesNo
      ? { before: sum(before), after: sum(after) }
      : { before: median(before), after: median(after) };
    const isThere = levels.before !== null && levels.after !== null && isMoved();
    byId("levels").textContent = !isThere ? "" : shown.isYesNo
      ? fill(words.reached, { ...levels, runs })
      : fill(words.median, { before: written(levels.before, shown), after: written(levels.after, shown) });
    byId("missing").textContent = count.left && isMoved() ? fill(words.missing, parts) : "";
    byId("axis").textContent = shown.isYesNo ? shown.title : `${shown.title} (${shown.note})`;
  }

  async function show() {
    const shown = outcome();
    byId("meaning").textContent = shown.meaning;
    const question = byId("bet-question");
    question.textContent = fill(question.dataset.question, { outcome: shown.inSentence });
    if (byId("seen").hidden) return;
    const compared = compare(shown);
    tell(compared, shown);
    const margin = shown.isYesNo ? 0.5 : (shown.high - shown.low) / BINS;
    const spec = structuredClone(chart);
    const dotted = spec.layer.find((layer) => layer.encoding.x);
    dotted.encoding.x.scale = { domain: [shown.low - (shown.isYesNo ? margin : 0), shown.high + margin], nice: false };
    dotted.encoding.x.axis = shown.isYesNo
      ? { values: [0, 1], labelExpr: `datum.value ? ${JSON.stringify(words.yes)} : ${JSON.stringify(words.no)}` }
      : { grid: false, tickCount: 5 };
    const values = dots(compared, shown);
    const reach = Math.max(4, ...values.map((dot) => Math.abs(dot.y))) + 0.5;
    dotted.encoding.y.scale = { domain: [-reach, reach], nice: false };
    spec.datasets = { ...spec.datasets, dots: values };
    const drawn = await vegaEmbed("#chart", spec, { actions: false, renderer: "svg", formatLocale: numbers() });
    if (view) view.finalize();
    view = drawn.view;
  }

  function numbers() {
    const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5);
    const sign = (type) => (parts.find((part) => part.type === type) || { value: "" }).value;
    return { decimal: sign("decimal"), thousands: sign("group"), grouping: [3], currency: ["", ""] };
  }

  function settle(event) {
    event.preventDefault();
    const way = new FormData(event.target).get("way");
    byId("seen").hidden = false;
    show();
    const bet = byId("bet-result");
    bet.hidden = !way || !isMoved();
    if (bet.hidden) return;
    const hits = compare(outcome()).count[way];
    const parts = { bet: event.target.querySelector(`[value=${way}]`).parentElement.textContent.trim(), hits, runs };
    const guess = byId("guess").value;
    bet.textContent = fill(guess === "" ? words[2 * hits > runs ? "right" : "wrong"] : words.guess, { ...parts, guess });
    byId("seen").scrollIntoView({ behavior: "smooth" });
  }

  function lever(one, k) {
    const row = document.createElement("div");
    row.className = "lever";
    const label = document.createElement("label");
    label.htmlFor = `lever-${k}`;
    const name = document.createElement("span");
    name.textContent = one.title;
    const output = document.createElement("output");
    output.htmlFor = `lever-${k}`;
    label.append(name, output);
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", id: `lever-${k}`, min: 0, max: one.labels.length - 1, step: 1 });
    const moved = () => {
      settings[k] = Number(slider.value);
      output.textContent = one.labels[settings[k]];
      slider.setAttribute("aria-valuetext", one.labels[settings[k]]);
      row.classList.toggle("moved", settings[k] !== one.own);
      byId("bet-result").hidden = true;
    };
    const home = () => { slider.value = one.own; moved(); };
    slider.addEventListener("input", () => { moved(); show(); });
    row.append(label, slider);
    byId("levers").append(row);
    home();
    return home;
  }

  const homes = levers.map(lever);
  outcomes.forEach((one, k) => byId("outcome").append(new Option(one.title, k)));
  byId("outcome").addEventListener("change", () => { byId("bet-result").hidden = true; show(); });
  byId("reset").addEventListener("click", () => { homes.forEach((home) => home()); show(); });
  byId("bet").addEventListener("submit", settle);
  byId("key-up").textContent = words.asIs;
  byId("key-down").textContent = words.yours;
  show();
})();
