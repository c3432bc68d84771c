// Brings the sweeps that the panel of levers asks for, without a rerun of the whole page.

export default function ({ data, parentElement, setTriggerValue }) {
  const ask = event => setTriggerValue("wanted", event.detail);
  document.removeEventListener("briefing:wanted", parentElement.ask);
  parentElement.ask = ask;
  document.addEventListener("briefing:wanted", ask);
  const detail = JSON.parse(new TextDecoder().decode(data));
  document.dispatchEvent(new CustomEvent("briefing:sweeps", { detail }));
  return () => document.removeEventListener("briefing:wanted", parentElement.ask);
}
