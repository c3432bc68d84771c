// The panel of levers. All numbers and words come from the server as they are shown: while a
// lever is dragged, the panel only picks the setting's texts out of the lever's sweep, and hands
// what the chart draws of it to the chart's own input.

const PATIENCE = 8000; // ms after which an answer is no longer waited for
const QUIET = 2500; // ms after an answer until the sweeps that no longer hold are fetched anew
const MOST_KEPT = 64; // sweeps that no longer hold
const TURN = 30; // ms between two looks at whether the page still runs
const SOON = 500; // ms within which a wish is sent, even while somebody does something
const CHART_INPUT = '.vega-bind input[name="shown"]';

const make = (name, css, parent, words = "") => {
  const element = document.createElement(name);
  if (css) element.className = css;
  element.textContent = words;
  parent.append(element);
  return element;
};

const put = (element, words) => {
  if (element.textContent !== words) element.textContent = words;
};

class Panel {
  constructor(root, data) {
    this.root = make("section", "panel", root);
    this.sweeps = new Map(); // by id: a lever's sweep holds as long as no other lever moves
    this.asked = new Set();
    this.asking = false; // while a wish for sweeps is being sent
    this.queue = [];
    this.shown = ""; // what the chart is to draw
    this.waiting = 0; // the turn whose answer is waited for
    this.onWay = []; // the changes that it sent, which a lost connection may have swallowed
    this.turn = data.turn;
    this.held = null; // the lever that is being moved
    this.buildNumbers(data);
    this.rows = data.levers.map((lever, at) => this.buildLever(lever, at, data));
    this.buildFoot(data);
    this.listeners = {
      "briefing:back": () => this.sendAgain(),
      "briefing:sweeps": event => this.receive(event.detail),
      pointerup: () => setTimeout(() => this.settle()),
      pointercancel: () => this.settle(),
    };
    for (const [kind, listener] of Object.entries(this.listeners))
      document.addEventListener(kind, listener);
    // A page that runs anew may have the panel of before beside this one for a moment: were both to
    // draw, each would take the other's drawing for a new one, without end.
    document.levers = this;
    // The chart may be drawn after the panel, or anew, and would then show its rows alone.
    this.charts = new MutationObserver(() => this.draw());
    this.charts.observe(document.body, { childList: true, subtree: true });
  }

  buildNumbers(data) {
    const numbers = make("div", "numbers", this.root);
    this.heads = data.headings.map(heading => {
      const number = make("div", "number", numbers);
      make("p", "soft", number, heading.title);
      const line = make("p", "big", number);
      const big = this.figure(line, heading.figure);
      const beside = make("span", "beside", line);
      return [big, beside, this.figure(make("p", "soft small", number), heading.below)];
    });
  }

  figure(parent, key) {
    const element = make("span", "", parent);
    if (key) Object.assign(element, { tabIndex: 0, role: "button" }).dataset.figure = key;
    return element;
  }

  buildLever(lever, at, data) {
    const row = make("div", "lever", this.root);
    const label = make("label", "", row, lever.title);
    const track = make("div", "track", row);
    const range = make("input", "", track);
    Object.assign(range, { type: "range", min: 0, max: lever.steps.length - 1, step: 1 });
    range.id = label.htmlFor = `lever-${lever.key}`;
    const typed = make("input", "typed", row);
    Object.assign(typed, { type: "text", autocomplete: "off", spellcheck: false });
    typed.setAttribute("aria-label", `${lever.title}, typed`);
    const note = make("p", "note", this.root);
    note.setAttribute("aria-live", "polite");
    this.buildEvidence(track, lever.evidence);
    const own = { lever, range, typed, note, at };
    range.addEventListener("input", () => this.drag(own));
    range.addEventListener("change", () => this.release(own));
    for (const kind of ["pointerenter", "focusin", "pointerdown"])
      row.addEventListener(kind, () => this.want([own]));
    typed.addEventListener("focus", () => typed.select());
    typed.addEventListener("change", () => this.commit({ lever: lever.key, typed: typed.value }));
    typed.addEventListener("keydown", event => {
      if (event.key === "Escape") typed.value = own.lever.now[0];
    });
    return own;
  }

  buildEvidence(track, marks) {
    for (const mark of marks) {
      const element = make("i", mark.kind, track);
      element.style.left = `calc(var(--thumb) / 2 + (100% - var(--thumb)) * ${mark.low})`;
      element.style.width = `calc((100% - var(--thumb)) * ${mark.high - mark.low})`;
    }
  }

  buildFoot(data) {
    const foot = make("div", "foot", this.root);
    this.label = make("span", "soft", foot);
    this.scenarios = data.scenarios.map(scenario => {
      const button = make("button", "choice", foot, scenario.name);
      button.addEventListener("click", () => this.commit({ scenario: scenario.key }));
      return button;
    });
    if (!data.levers.length) return; // for whoever may move nothing
    this.undo = make("button", "step undo", foot, "Undo");
    this.undo.addEventListener("click", () => this.commit({ undo: true }));
    this.reset = make("button", "step", foot, "Reset");
    this.reset.addEventListener("click", () => this.commit({ reset: true }));
    const switches = make("div", "guardrails", this.root);
    this.guardrails = data.guardrails.map(guardrail => {
      const label = make("label", "", switches);
      const box = make("input", "", label);
      box.type = "checkbox";
      label.append(guardrail.title);
      box.addEventListener("change", () =>
        this.commit({ guardrail: guardrail.key, on: box.checked })
      );
      return box;
    });
  }

  // An answer of the server, or the first state.
  update(data, setTriggerValue) {
    this.send = changes => setTriggerValue("moved", changes);
    this.asked.clear();
    this.data = data;
    if (this.waiting && data.turn < this.waiting) return; // to an earlier change
    this.waiting = 0;
    this.onWay = [];
    if (this.queue.length) return this.flush();
    this.turn = data.turn;
    this.refresh();
    // What a page opens with, or another measure, has no sweep yet.
    if (this.kpi !== data.kpi) this.want(this.rows);
    this.kpi = data.kpi;
    // Once it is quiet, what the other levers need to go on moving without the server.
    clearTimeout(this.ahead);
    this.ahead = setTimeout(() => this.held || this.want(this.rows), QUIET);
  }

  refresh() {
    const data = this.data;
    data.levers.forEach((lever, at) => {
      const row = this.rows[at];
      row.lever = lever;
      if (this.held === row) return;
      row.range.value = lever.at;
      this.say(row, lever.now);
    });
    data.scenarios.forEach((scenario, at) =>
      this.scenarios[at].setAttribute("aria-pressed", scenario.chosen)
    );
    put(this.label, data.label);
    if (data.levers.length) {
      data.guardrails.forEach((guardrail, at) => (this.guardrails[at].checked = guardrail.on));
      this.undo.disabled = !data.undo;
      this.reset.disabled = !data.modified;
    }
    if (this.held) this.drag(this.held);
    else this.show(data.now, true);
  }

  // A lever that was let go where it stood sends no change.
  settle() {
    if (!this.held || this.waiting) return;
    this.held = null;
    if (!this.queue.length) this.refresh();
  }

  say(row, [words, note, warns]) {
    row.typed.value = words;
    row.range.setAttribute("aria-valuetext", words);
    put(row.note, note);
    row.note.classList.toggle("warns", warns);
  }

  drag(row) {
    this.held = row;
    this.say(row, row.lever.steps[row.range.value]);
    // A sweep is of what the server knows: it does not hold while another change is not there yet.
    const another = [...this.onWay, ...this.queue].some(one => one.lever !== row.lever.key);
    const sweep = !another && this.sweeps.get(row.lever.sweep);
    if (sweep) return this.show(sweep[row.range.value], false);
    this.want([row]);
    this.older(true);
    this.root.classList.add("behind");
  }

  release(row) {
    this.held = null;
    this.commit({ lever: row.lever.key, step: Number(row.range.value) });
  }

  show(setting, committed) {
    this.root.classList.remove("behind");
    this.older(!committed);
    setting.head.forEach((texts, at) => texts.forEach((words, part) => put(this.heads[at][part], words)));
    this.shown = setting.shown;
    this.draw();
  }

  draw() {
    if (document.levers !== this) return;
    const input = document.querySelector(CHART_INPUT);
    if (!input || input.value === this.shown) return;
    input.value = this.shown;
    input.dispatchEvent(new Event("input"));
  }

  // The title and the ask are of the last commit: while they are older, they are dimmed.
  older(yes) {
    document.documentElement.toggleAttribute("data-older", yes);
  }

  // Only one change is on its way; what is changed meanwhile follows it, each lever's last.
  commit(change) {
    if (change.lever) this.queue = this.queue.filter(one => one.lever !== change.lever);
    this.queue.push(change);
    const late = performance.now() - this.sent > PATIENCE;
    if (!this.waiting || late) this.flush();
  }

  flush() {
    if (document.documentElement.hasAttribute("data-offline")) return; // it follows in sendAgain
    if (this.asking) return; // it follows in ask
    this.onWay = this.waiting ? [...this.onWay, ...this.queue] : this.queue;
    this.turn = this.waiting = this.turn + 1;
    this.sent = performance.now();
    this.send({ turn: this.turn, changes: this.queue });
    this.queue = [];
  }

  // The connection is back, and the page ran since: what it did not answer has not arrived.
  sendAgain() {
    this.queue = [...this.onWay, ...this.queue];
    this.onWay = [];
    this.waiting = 0;
    if (this.queue.length) this.flush();
  }

  want(rows) {
    const missing = rows
      .filter(row => !this.sweeps.has(row.lever.sweep) && !this.asked.has(row.lever.sweep))
      .map(row => row.lever);
    if (!missing.length) return;
    missing.forEach(lever => this.asked.add(lever.sweep));
    this.wish(missing.map(lever => lever.key));
  }

  // What is sent within one turn of the event loop becomes one message, and a fragment's if any of
  // it is of one: it would not run the page. So changes and wishes go one by one, wishes when nobody
  // does anything, and not while the page runs or is to: they would call back one that is being left.
  wish(detail) {
    requestIdleCallback(() => this.ask(detail), { timeout: SOON });
  }

  ask(detail) {
    if (document.levers !== this) return; // nobody looks at them any more
    if (this.waiting) return; // for an answer, after which other sweeps hold
    const state = document.querySelector('[data-testid="stApp"]').dataset.testScriptState;
    if (state !== "notRunning") return void setTimeout(() => this.wish(detail), TURN);
    this.asking = true;
    document.dispatchEvent(new CustomEvent("briefing:wanted", { detail }));
    setTimeout(() => {
      this.asking = false;
      if (this.queue.length && !this.waiting) this.flush();
    });
  }

  receive(sweeps) {
    if (!this.linked) this.asked.clear(); // nobody may have heard what was asked before
    for (const { id, kind, levels, moneys, steps } of sweeps) {
      const settings = steps.map(([level, money, head]) => ({
        head,
        shown: kind && [kind, levels[level], moneys[money]].join("|"),
      }));
      this.sweeps.set(id, settings);
      this.asked.delete(id);
    }
    const holding = this.rows.map(row => row.lever.sweep);
    const older = [...this.sweeps.keys()].filter(id => !holding.includes(id));
    for (const id of older.slice(0, -MOST_KEPT)) this.sweeps.delete(id);
    if (!this.linked) this.want(this.rows);
    this.linked = true;
    if (this.held && this.sweeps.has(this.held.lever.sweep)) this.drag(this.held);
  }

  close() {
    for (const [kind, listener] of Object.entries(this.listeners))
      document.removeEventListener(kind, listener);
    clearTimeout(this.ahead);
    if (document.levers === this) document.levers = null;
    this.charts.disconnect();
    this.older(false);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const panel = (parentElement.panel ??= new Panel(parentElement, data));
  panel.update(data, setTriggerValue);
  return () => panel.close();
}
