"use strict";
// Starts the terminal once its font is there: it measures a letter first, and would measure another font's.

const PHONE = 600; // pixels; narrower pages get smaller letters, for more columns

// What the reader copies. Pages of another machine have no clipboard without encryption: there a selection is copied.
function copySelected(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
}

const clipboard = navigator.clipboard;
const writeText = async (text) => {
  try {
    await clipboard.writeText(text);
  } catch {
    copySelected(text);
  }
};
Object.defineProperty(navigator, "clipboard", { value: { writeText, readText: async () => "" } });

function start() {
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = `ws://${location.host}/ws`;
  terminal.dataset.fontSize = innerWidth < PHONE ? "12" : "15";
  const script = document.createElement("script");
  script.src = "terminal.js";
  script.onload = () => {
    window.onload(); // what the terminal's script sets; the event itself is over
    const focus = () => terminal.querySelector("textarea")?.focus({ preventScroll: true });
    // it tells the reader of the keyboard, and throws where nobody hears it yet
    const connected = new MutationObserver(() => {
      if (!terminal.classList.contains("-connected")) return;
      connected.disconnect();
      focus();
      terminal.addEventListener("click", focus);
    });
    connected.observe(terminal, { attributeFilter: ["class"] });
  };
  document.head.append(script);
}

// who reads without a mouse opens it again with enter
const ended = new MutationObserver(() => {
  if (document.body.classList.contains("-closed")) document.querySelector("#ended a").focus();
});

window.addEventListener("load", () => {
  ended.observe(document.body, { attributeFilter: ["class"] });
  // a page asked for with "?ping=ADDRESS" or "?delay" would have the terminal's script do more than start
  if (location.search) history.replaceState(null, "", "/");
  const fonts = ["", "bold "].map((weight) => document.fonts.load(`${weight}15px "Roboto Mono"`));
  Promise.allSettled(fonts).then(start);
});
