/**
 * Another site's page → here → the assistant's own page. Optional: a plain link does the same.
 *
 *   <script src="https://assistant.example/assistant/embed.js" data-language="fr" data-mode="bar" defer></script>
 *
 * data-mode="link" (default) puts a link where the script stands; "bar" a bar at the bottom of the
 * window. Both open the full page in a new window. "panel" opens it in a frame over the host page,
 * on windows large enough for it. A classic script without dependencies, global names or inline
 * styles, so that a host with a strict content policy can use it.
 */
(() => {
  const script = document.currentScript;
  const language = script.dataset.language === "fr" ? "fr" : "en";
  const mode = script.dataset.mode ?? "link";
  const page = new URL(`${language}.html`, script.src);
  const words = {
    en: {
      open: "Ask Quaid, an automated assistant",
      window: "opens in a new window",
      close: "Close the assistant",
      frame: "Quaid, an automated assistant",
    },
    fr: {
      open: "Posez une question à Quaid, un assistant automatisé",
      window: "s’ouvre dans une nouvelle fenêtre",
      close: "Fermer l’assistant",
      frame: "Quaid, un assistant automatisé",
    },
  }[language];
  const css = `
    :host { all: initial; }
    a, button { font: 600 1rem/1.4 system-ui, sans-serif; color: #fff; background: #0f4c5c; border: 1px solid #fff; border-radius: 0.4rem; padding: 0.6rem 1rem; cursor: pointer; }
    a { display: inline-block; }
    :focus-visible { outline: 3px solid #0f4c5c; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
    .bar { position: fixed; inset: auto 0 0 0; z-index: 2147483000; display: flex; justify-content: flex-end; padding: 0.5rem 1rem; background: #e3eff2; border-top: 1px solid #0f4c5c; }
    .panel { position: fixed; inset: auto 1rem 4.5rem auto; z-index: 2147483001; width: 27rem; height: min(44rem, calc(100vh - 6rem)); display: flex; flex-direction: column; background: #fff; border: 2px solid #0f4c5c; border-radius: 0.5rem; overflow: hidden; }
    .panel[hidden] { display: none; }
    .panel button { align-self: flex-end; margin: 0.35rem; }
    iframe { flex: 1; border: 0; width: 100%; }
    @media (forced-colors: active) { a, button, .bar, .panel { border: 1px solid; } }
    @media print { .bar, .panel { display: none; } }`;

  const make = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  const link = () =>
    make("a", { href: page.href, target: "_blank", rel: "noopener" }, `${words.open} (${words.window})`);

  /** A panel needs room for the conversation and something of the host page beside it. */
  const roomForPanel = () => window.matchMedia("(min-width: 48rem) and (min-height: 36rem)").matches;

  const bar = (content) =>
    make("div", { class: "bar", role: "complementary", "aria-label": "Quaid" }, content);

  function panel() {
    const close = make("button", { type: "button" }, words.close);
    const box = make("div", { class: "panel", role: "region", "aria-label": words.frame, hidden: "" }, close);
    const opener = make("button", { type: "button", "aria-expanded": "false" }, words.open);
    let frame = null;
    const show = (open) => {
      box.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
      (open ? close : opener).focus();
    };
    opener.addEventListener("click", () => {
      if (!roomForPanel()) return void window.open(page.href, "_blank", "noopener");
      // Nothing is loaded from the assistant's server before the visitor asks for it.
      if (frame === null) box.append((frame = make("iframe", { src: page.href, title: words.frame })));
      show(box.hidden);
    });
    close.addEventListener("click", () => show(false));
    box.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
    window.addEventListener("message", (event) => {
      const ours = frame !== null && event.source === frame.contentWindow && event.origin === page.origin;
      if (ours && event.data === "quaid:close") show(false);
    });
    return [bar(opener), box];
  }

  const host = make("div", { lang: language, "data-testid": "quaid-embed" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const content = { panel, bar: () => [bar(link())], link: () => [link()] };
  root.append(...(content[mode] ?? content.link)());
  if (mode === "bar" || mode === "panel") document.body.append(host);
  else script.after(host);
})();
