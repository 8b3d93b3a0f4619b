/**
 * Inside embed.js's panel only: Escape asks the page around us to close the panel. The message says
 * nothing else, so any parent may hear it.
 */
export function closeWithEscape() {
  if (window.parent === window) return;
  document.addEventListener("keydown", (event) => {
    const dialogOpen = document.querySelector("dialog[open]") !== null;
    if (event.key === "Escape" && !event.isComposing && !dialogOpen)
      window.parent.postMessage("quaid:close", "*");
  });
}
