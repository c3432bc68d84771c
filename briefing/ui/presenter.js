// The presenter's window: shows the notes, answers and time of the page that is on the wall, and
// turns its pages. It follows the main window by a channel of the browser, without the server.

const LOST = 4000; // ms without a message after which the main window counts as gone
const TICK = 500;
const MINUTE = 60000;

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

const time = ms => {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

class View {
  constructor(parent, data) {
    this.data = data;
    this.at = 0;
    this.figures = {};
    this.root = make("section", "presenter", parent);
    this.build();
    this.channel = new BroadcastChannel("briefing:stage");
    this.channel.onmessage = ({ data: message }) => this.follow(message);
    this.press = event => this.pressed(event);
    window.addEventListener("keydown", this.press, true);
    this.ticking = setInterval(() => this.tick(), TICK);
    document.documentElement.setAttribute("data-presenter", "");
    this.show();
    this.tick();
    this.channel.postMessage({ deed: "hello" });
  }

  build() {
    const head = make("header", "", this.root);
    this.title = make("h1", "", head);
    this.state = make("p", "state", head);
    this.state.setAttribute("role", "status");
    const clock = make("div", "clock", this.root);
    [this.used, this.left, this.own] = ["Used", "Left", "This page"].map(words => {
      const number = make("div", "", clock);
      make("p", "", number, words);
      return make("p", "big", number);
    });
    const notes = make("div", "notes", this.root);
    make("h2", "", notes, "Notes");
    this.notes = make("p", "", notes);
    this.request = make("p", "request", notes);
    this.next = make("p", "next", notes);
    this.objections = make("div", "objections", this.root);
    const foot = make("nav", "", this.root);
    this.pages = this.data.pages.map(({ title }, at) => {
      const button = make("button", "", foot, `${at + 1} ${title}`);
      button.addEventListener("click", () => this.channel.postMessage({ deed: "go", to: at }));
      return button;
    });
  }

  follow({ stage, deed }) {
    if (deed) return; // another presenter's window
    const now = performance.now();
    // Another window may be open that is not presented.
    if (!stage && this.wall && now - this.wall < LOST) return;
    this.heard = now;
    this.off = !stage;
    if (stage) this.wall = now;
    if (!stage) return this.tick();
    this.hold(stage.pin);
    this.clock = stage.clock;
    this.blank = stage.blank;
    const changed = this.at !== stage.clock.here || JSON.stringify(stage.figures) !== JSON.stringify(this.figures);
    this.at = stage.clock.here;
    this.figures = stage.figures;
    if (changed) this.show();
    this.tick();
  }

  // Its notes and answers are those of the snapshot on the wall, which U may have made a newer one.
  hold(pin) {
    const here = new URL(location.href);
    if (pin === this.pin || pin === here.searchParams.get("present")) return;
    this.pin = pin;
    here.searchParams.set("present", pin);
    location.replace(here);
  }

  show() {
    const { pages, objections } = this.data;
    const page = pages[this.at];
    put(this.title, page.title);
    put(this.notes, page.notes);
    put(this.request, page.request && `Ask for: ${page.request}`);
    const next = pages[this.at + 1];
    put(this.next, next ? `Next: ${next.title}${next.request && `. ${next.request}`}` : "This is the last page");
    this.pages.forEach((button, at) =>
      at === this.at ? button.setAttribute("aria-current", "page") : button.removeAttribute("aria-current")
    );
    const here = one => one.figure in this.figures;
    const ordered = [...objections.filter(here), ...objections.filter(one => !here(one))];
    this.objections.replaceChildren();
    make("h2", "", this.objections, objections.length ? "If somebody says" : "No objections: the sheet Objections has them");
    for (const one of ordered) {
      const article = make("article", here(one) ? "here" : "", this.objections);
      make("h3", "", article, one.said);
      make("p", "", article, one.answer);
      const shown = here(one) ? `On this page: ${one.title}: ${this.figures[one.figure]}` : one.title;
      if (one.title) make("p", "figure", article, shown);
    }
  }

  tick() {
    const lost = !this.heard || performance.now() - this.heard > LOST;
    const says = lost
      ? "The main window is not heard: open a page of the briefing there"
      : this.off
        ? "Not presenting: press F in the main window"
        : this.blank ? "The screen is black: any key there brings it back, or B here" : "";
    put(this.state, says);
    const { clock, data } = this;
    const now = Date.now();
    const used = clock ? now - clock.began : 0;
    const own = clock ? (clock.spent[clock.here] ?? 0) + now - clock.since : 0;
    const left = data.minutes * MINUTE - used;
    const allowed = data.pages[this.at].minutes * MINUTE;
    put(this.used, `${time(used)} of ${data.minutes} min`);
    put(this.left, `${left < 0 ? "−" : ""}${time(left)}`);
    put(this.own, allowed ? `${time(own)} of ${data.pages[this.at].minutes} min` : time(own));
    this.left.classList.toggle("over", left < 0);
    this.own.classList.toggle("over", allowed > 0 && own > allowed);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const message = {
      ArrowRight: { deed: "turn", to: 1 },
      PageDown: { deed: "turn", to: 1 },
      ArrowLeft: { deed: "turn", to: -1 },
      PageUp: { deed: "turn", to: -1 },
      b: { deed: "blank" },
      c: {}, // Streamlit's own shortcuts
      r: {},
    }[key] ?? (/^[1-9]$/.test(key) ? { deed: "go", to: Number(key) - 1 } : null);
    if (!message) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (message.deed) this.channel.postMessage(message);
  }

  close() {
    clearInterval(this.ticking);
    window.removeEventListener("keydown", this.press, true);
    this.channel.close();
    document.documentElement.removeAttribute("data-presenter");
  }
}

export default function ({ data, parentElement }) {
  parentElement.view ??= new View(parentElement, data);
  const { view } = parentElement;
  if (JSON.stringify(view.data) !== JSON.stringify(data)) {
    view.data = data;
    view.show();
  }
  return () => {
    view.close();
    view.root.remove();
    parentElement.view = null;
  };
}
