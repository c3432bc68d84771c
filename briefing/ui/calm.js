// Keeps the page legible whatever fails behind it: a picture of each page as it last was, which is
// shown when it cannot be drawn; a small mark in place of Streamlit's dialog while the connection
// is lost; and what brings page, scenario and levers back once it is there again.

const SETTLED = 1000; // ms without a run until a page is taken to be whole
const MOST_PICTURES = 12;
const MOST_STORED = 1_500_000; // characters of one picture
const STORED = "briefing:was:";
const READER = "briefing:reader";
const PULSE = 2000; // ms between two looks at a lost connection
const ASLEEP = 90_000; // ms between two pulses that only a sleep explains
const PATIENCE = 12_000; // ms from a healthy answer until the page is opened anew
const WORDS = "No connection; what is shown stays, and it comes back by itself";

const CLOCK = { hour: "2-digit", minute: "2-digit", hour12: false };

const root = document.documentElement;
const find = selector => document.querySelector(selector);
const app = () => find('[data-testid="stApp"]');
const connected = () => app()?.dataset.testConnectionState === "CONNECTED";
const running = () => app()?.dataset.testScriptState !== "notRunning";

async function healthy() {
  try {
    const answer = await fetch("_stcore/health", { cache: "no-store", signal: AbortSignal.timeout(4000) });
    return answer.ok;
  } catch {
    return false; // there is no answer: the server or the way to it is away
  }
}

// What is written in fields is no part of the markup until it is put there.
function copy(source) {
  const clone = source.cloneNode(true);
  const fields = [...clone.querySelectorAll("input, textarea")];
  source.querySelectorAll("input, textarea").forEach((field, at) => {
    fields[at].setAttribute("value", field.value);
    fields[at].toggleAttribute("checked", Boolean(field.checked));
    if (field.tagName === "TEXTAREA") fields[at].textContent = field.value;
  });
  const canvases = [...clone.querySelectorAll("canvas")];
  source.querySelectorAll("canvas").forEach((canvas, at) => {
    const image = document.createElement("img");
    image.src = canvas.toDataURL();
    image.style.cssText = canvas.style.cssText;
    image.className = canvas.className;
    canvases[at].replaceWith(image);
  });
  clone.querySelectorAll("script, style, link, iframe, .st-key-calm").forEach(one => one.remove());
  return clone.outerHTML;
}

// The styles of now, since after a reload those of a page that fails may never be made.
function styles() {
  const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]);
  return rules
    .filter(rule => !(rule instanceof CSSFontFaceRule || rule instanceof CSSImportRule))
    .map(rule => rule.cssText)
    .join("\n");
}

class Pictures {
  constructor() {
    this.kept = new Map();
  }

  // One page of one snapshot, locked or not: another's numbers are no picture of it.
  key() {
    const asked = new URLSearchParams(location.search);
    return [location.pathname, asked.get("snapshot") ?? "", asked.get("present") ?? ""].join("|");
  }

  // What one reader saw is not for the next one in the same browser.
  of(reader) {
    if (sessionStorage.getItem(READER) === reader) return;
    this.kept.clear();
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(STORED)) sessionStorage.removeItem(key);
    sessionStorage.setItem(READER, reader);
  }

  take() {
    const whole = find('[data-testid="stAppViewContainer"]');
    if (!whole || !find(".message h1")) return;
    const key = this.key();
    // What is confidential stays in no place but the page itself.
    if (find(".confidential")) return this.forget(key);
    const picture = { html: copy(whole), css: styles(), at: Date.now() };
    this.kept.delete(key);
    this.kept.set(key, picture);
    for (const old of [...this.kept.keys()].slice(0, -MOST_PICTURES)) this.kept.delete(old);
    this.store(key, picture);
  }

  forget(key) {
    this.kept.delete(key);
    sessionStorage.removeItem(STORED + key);
  }

  store(key, picture) {
    // What is brought on Data may have people in it, and is not written anywhere.
    const private_ = find('[data-testid="stFileUploader"], .st-key-steps');
    const text = JSON.stringify(picture);
    sessionStorage.removeItem(STORED + key);
    if (private_ || text.length > MOST_STORED) return;
    try {
      sessionStorage.setItem(STORED + key, text);
    } catch {
      // The browser has no room for it: after a reload the card stands alone.
    }
  }

  last() {
    const key = this.key();
    const stored = sessionStorage.getItem(STORED + key);
    return this.kept.get(key) ?? (stored && JSON.parse(stored));
  }

  show(failure) {
    failure.dataset.seen = "";
    if (failure.closest('.stDialog, .st-key-sweeps')) return; // the page itself is whole
    failure.dataset.whole = "";
    const picture = this.last();
    if (!picture) return;
    const was = failure.querySelector(".was");
    was.inert = true;
    was.ariaHidden = "true";
    // Apart from the page, so that nothing that looks for its parts finds them here.
    const inside = was.attachShadow({ mode: "closed" });
    const sheet = document.createElement("style");
    sheet.textContent = picture.css;
    inside.innerHTML = picture.html;
    inside.prepend(sheet);
    const time = new Date(picture.at).toLocaleTimeString([], CLOCK);
    failure.querySelector(".when").textContent = `Behind this card is the page as it was at ${time}.`;
  }
}

class Calm {
  constructor() {
    this.pictures = new Pictures();
    this.lost = false;
    this.due = false; // a picture, once the page has settled
    this.pulse = Date.now();
    const look = { attributeFilter: ["data-test-connection-state", "data-test-script-state"] };
    new MutationObserver(() => this.look()).observe(document.body, {
      ...look, childList: true, subtree: true,
    });
    setInterval(() => this.beat(), PULSE);
    addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    this.look();
  }

  look() {
    if (!connected()) {
      this.lose();
      this.closeTheirs();
    } else if (this.lost && !this.deaf) this.comeBack();
    const failure = find(".failure:not([data-seen])");
    if (failure) this.pictures.show(failure);
    root.toggleAttribute("data-failed", Boolean(find(".failure[data-whole]")));
    const state = app()?.dataset.testScriptState;
    if (state === this.state) return;
    this.state = state;
    clearTimeout(this.settling);
    if (!running()) this.settling = setTimeout(() => this.settled(), SETTLED);
    if (running()) this.answered = true;
    else if (this.answered && this.back) this.tellBack();
  }

  settled() {
    const moving = root.hasAttribute("data-older") || find('[data-testid="stSkeleton"], .failure');
    if (!moving && connected() && !running()) requestIdleCallback(() => this.pictures.take());
  }

  lose() {
    if (this.lost) return;
    this.lost = true;
    this.health = 0;
    root.toggleAttribute("data-offline", true);
    this.mark = document.createElement("div");
    this.mark.className = "no-connection";
    this.mark.setAttribute("role", "status");
    this.mark.textContent = WORDS;
    document.body.append(this.mark);
  }

  // Streamlit says once more that it is lost, and remembers that it was closed.
  closeTheirs() {
    for (const dialog of document.querySelectorAll(".stDialog"))
      if (!dialog.querySelector('[data-testid="stVerticalBlock"]'))
        dialog.querySelector('button[aria-label="Close"]')?.click();
  }

  // The server may be another one, which knows nothing of this page until it has run.
  comeBack() {
    this.lost = this.deaf = false;
    root.toggleAttribute("data-offline", false);
    this.mark.remove();
    this.back = true;
    this.runAgain();
  }

  // A run that nothing answers: the connection only seems to be there.
  runAgain() {
    this.answered = running();
    this.send();
    clearTimeout(this.hoping);
    this.hoping = setTimeout(() => this.answered || this.reopen(), PATIENCE);
  }

  tellBack() {
    this.back = false;
    // After the panel had what the run brought.
    setTimeout(() => document.dispatchEvent(new CustomEvent("briefing:back")));
  }

  async wake() {
    if (await healthy()) return this.deaf && this.comeBack();
    this.deaf = connected();
    this.lose();
  }

  async beat() {
    const slept = Date.now() - this.pulse > ASLEEP;
    this.pulse = Date.now();
    if (slept && !this.lost) this.runAgain();
    if (!this.lost || !(await healthy()) || !this.lost) return;
    if (this.deaf) return this.comeBack();
    this.health ||= Date.now();
    if (Date.now() - this.health > PATIENCE) this.reopen();
  }

  // The address has the page, the scenario and the lock.
  async reopen() {
    if (await healthy()) location.reload();
  }
}

export default function ({ data, setTriggerValue }) {
  const calm = (window.briefingCalm ??= new Calm());
  calm.pictures.of(data.reader);
  calm.send = () => setTriggerValue("back", Date.now());
}
