// Present mode in the browser: keys, page turns, overview, blank screen, idle cursor, and what the
// presenter's view in another window follows. It goes on without the server where none is needed.

const IDLE = 2000; // ms after which the cursor hides
const TURNING = 5000; // ms after which a page turned to is no longer waited for
const BEAT = 1000; // ms between two messages to the presenter's view
const CLOCK = "briefing:clock";
const TYPED =
  'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';
const LEVER = 'input[type="range"]';
const DIALOG = '[data-testid="stDialog"]';
const root = document.documentElement;

const make = (name, css, parent, words = "") => {
  const element = document.createElement(name);
  if (css) element.className = css;
  element.textContent = words;
  parent.append(element);
  return element;
};

class Stage {
  constructor() {
    this.channel = new BroadcastChannel("briefing:stage");
    this.channel.onmessage = ({ data }) => this.obey(data);
    this.listeners = [
      [window, "keydown", event => this.press(event), true],
      [document, "click", event => this.click(event)],
      [document, "pointerup", event => this.giveBack(event)],
      [document, "change", event => this.giveBack(event)],
      [document, "pointermove", () => this.wake()],
      [document, "fullscreenchange", () => this.screenChanged()],
    ];
    for (const [target, ...how] of this.listeners) target.addEventListener(...how);
    this.beat = setInterval(() => this.tell(), BEAT);
  }

  // What the server has: the everyday page, or which page of the agenda is on the wall.
  update(data, send) {
    Object.assign(this, { send, data, on: Boolean(data.present) });
    root.setAttribute("data-stage", this.on ? "on" : "offered");
    root.toggleAttribute("data-present", this.on);
    if (!this.on) {
      this.rest();
      return this.tell();
    }
    if (data.here === this.target) this.target = null;
    if (this.target === null || this.target === undefined || performance.now() - this.turned > TURNING)
      this.at = data.here;
    this.count(data.here);
    this.buildOverview(data);
    this.wake();
    this.tell();
  }

  rest() {
    sessionStorage.removeItem(CLOCK);
    clearTimeout(this.idle);
    root.removeAttribute("data-idle");
    this.overview?.remove();
    this.overview = null;
    this.blank(false);
    this.target = null;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.send) return;
    const typing = event.target.closest?.(TYPED);
    if (!this.on) {
      if (event.key.toLowerCase() === "f" && !typing && !document.querySelector(DIALOG)) this.enter(event);
      return;
    }
    if (this.curtain) return this.done(event, () => this.blank(false));
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const clicker = key === "PageUp" || key === "PageDown";
    if (document.querySelector(DIALOG)) return;
    if (typing && !(clicker && typing.matches("input"))) return;
    const onLever = event.target.matches?.(LEVER);
    if (key === "Escape" && this.overview.open) return this.done(event, () => this.overview.close());
    if (onLever && !clicker && /^(Arrow|Home|End)/.test(key)) return;
    if (/^[1-9]$/.test(key)) return this.done(event, () => this.go(Number(key) - 1));
    const deed = {
      ArrowRight: () => this.go(this.at + 1),
      PageDown: () => this.go(this.at + 1),
      ArrowLeft: () => this.go(this.at - 1),
      PageUp: () => this.go(this.at - 1),
      Escape: () => this.leave(),
      o: () => this.toggleOverview(),
      b: () => this.blank(true),
      ".": () => this.blank(true),
      n: () => this.openPresenter(),
      t: () => this.data.team && this.send("team"),
      u: () => document.querySelector(".newer") && this.send("take"),
      f: () => this.fill(),
      c: () => {}, // Streamlit's own shortcuts
      r: () => {},
    }[key];
    if (deed) this.done(event, deed);
  }

  done(event, deed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat || /^(Arrow|Page)/.test(event.key)) deed();
  }

  click(event) {
    const deed = event.target.closest?.("[data-stage][role]")?.dataset.stage;
    if (deed === "enter") this.enter(event);
    if (deed === "presenter") this.openPresenter();
    if (deed === "take") this.send("take");
  }

  enter(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.fill();
    this.send("enter");
  }

  leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    this.send("leave");
  }

  // The whole screen where the browser allows it; and there Escape is ours, so that it leaves both.
  fill() {
    root.requestFullscreen?.().then(() => navigator.keyboard?.lock?.(["Escape"])).catch(() => {});
  }

  screenChanged() {
    // Where Escape cannot be had, the browser takes the full screen away and tells of no key.
    if (document.fullscreenElement || !this.on || navigator.keyboard?.lock || document.hidden) return;
    if (this.curtain) return this.blank(false);
    if (this.overview.open) return this.overview.close();
    this.send("leave");
  }

  go(to) {
    const wanted = Math.min(Math.max(to, 0), this.data.pages.length - 1);
    this.overview.close();
    if (to >= this.data.pages.length || wanted === this.at) return;
    this.at = this.target = wanted;
    this.turned = performance.now();
    this.follow();
  }

  // The links are drawn a moment after present mode begins: a key that comes before them waits.
  follow() {
    cancelAnimationFrame(this.waiting);
    const link = document.querySelectorAll(".st-key-stage_links a")[this.target];
    if (link) return link.click();
    if (this.on && performance.now() - this.turned < TURNING)
      this.waiting = requestAnimationFrame(() => this.follow());
  }

  // A lever or field that was used with the hand gives the keys back to the pages.
  giveBack(event) {
    if (!this.on) return;
    setTimeout(() => {
      const element = document.activeElement;
      const used = element?.matches(LEVER) ? event.type === "pointerup" : element?.matches(TYPED) && event.type === "change";
      if ((used && !document.querySelector(DIALOG)) || event.target.closest?.('[role="option"]')) element.blur();
    });
  }

  wake() {
    if (!this.on) return;
    root.removeAttribute("data-idle");
    clearTimeout(this.idle);
    this.idle = setTimeout(() => root.setAttribute("data-idle", ""), IDLE);
  }

  blank(dark) {
    if (dark && !this.curtain) this.curtain = make("div", "stage-blank", document.body);
    if (!dark) this.curtain?.remove();
    if (!dark) this.curtain = null;
    else this.curtain.addEventListener("click", () => this.blank(false));
  }

  toggleOverview() {
    if (this.overview.open) this.overview.close();
    else this.overview.showModal();
  }

  buildOverview(data) {
    const own = JSON.stringify([data.pages, data.objections, data.team, data.here]);
    if (this.overview && this.built === own) return;
    const open = this.overview?.open;
    this.overview?.remove();
    this.built = own;
    this.overview = make("dialog", "stage-overview", document.body);
    this.overview.setAttribute("aria-label", "Overview");
    const pages = make("nav", "", this.overview);
    make("h2", "", pages, "Pages");
    data.pages.forEach((title, at) => {
      const button = make("button", "", pages, `${at + 1}  ${title}`);
      if (at === data.here) button.setAttribute("aria-current", "page");
      button.addEventListener("click", () => this.go(at));
    });
    if (data.team) {
      const button = make("button", "team", pages, data.team);
      button.addEventListener("click", () => (this.overview.close(), this.send("team")));
    }
    if (data.objections.length) this.buildObjections(data.objections);
    make("p", "keys", this.overview, "← → turn · 1–9 jump · B blank · N presenter’s view · Esc leaves");
    if (open) this.overview.showModal();
  }

  buildObjections(objections) {
    const said = make("section", "", this.overview);
    make("h2", "", said, "If somebody says");
    for (const [objection, answer, figure] of objections) {
      const one = make("details", "", said);
      one.name = "objection";
      make("summary", "", one, objection);
      make("p", "", one, answer);
      if (!figure) continue;
      const link = make("button", "", make("p", "", one), "The number behind it");
      link.dataset.figure = figure;
      link.addEventListener("click", () => this.overview.close());
    }
  }

  openPresenter() {
    window.open(new URL(`presenter${location.search}`, location.href), "briefing-presenter");
  }

  // When it began, how long each page was on the wall, and since when the present one is.
  count(here) {
    const now = Date.now();
    const clock = JSON.parse(sessionStorage.getItem(CLOCK)) ?? { began: now, since: now, here, spent: {} };
    if (clock.here !== here) {
      clock.spent[clock.here] = (clock.spent[clock.here] ?? 0) + now - clock.since;
      Object.assign(clock, { here, since: now });
    }
    sessionStorage.setItem(CLOCK, JSON.stringify(clock));
    this.clock = clock;
  }

  figures() {
    const shown = {};
    for (const element of document.querySelectorAll('[data-testid="stAppViewContainer"] [data-figure]'))
      for (const key of element.dataset.figure.split("|")) shown[key] ??= element.textContent;
    return shown;
  }

  tell() {
    const stage = this.on && {
      pin: this.data.present, clock: this.clock, figures: this.figures(), blank: Boolean(this.curtain),
    };
    this.channel.postMessage({ stage });
  }

  // The presenter's window turns the pages of this one.
  obey({ deed, to }) {
    if (!this.on || !deed) return;
    if (deed === "turn") this.go(this.at + to);
    if (deed === "go") this.go(to);
    if (deed === "blank") this.blank(!this.curtain);
    this.tell();
  }

  close() {
    for (const [target, ...how] of this.listeners) target.removeEventListener(...how);
    clearInterval(this.beat);
    clearTimeout(this.idle);
    this.channel.close();
    this.overview?.remove();
    this.curtain?.remove();
    for (const name of ["data-stage", "data-present", "data-idle"]) root.removeAttribute(name);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const stage = (parentElement.stage ??= new Stage());
  stage.update(data, deed => setTriggerValue("act", deed));
  return () => {
    stage.close();
    parentElement.stage = null;
  };
}
