/**
 * Another tab of this browser → here → assistant. All tabs hold the same conversation: when one
 * leaves it, it must not stay on show in the next one, nor come back from there.
 */
export function watchOtherTabs({ session, assistant, composer }) {
  window.addEventListener("storage", (event) => {
    if (!session.isKeptAt(event.key)) return;
    const { token, reference } = session.known;
    if (!token) {
      composer.clear();
      assistant.clear();
    } else if (reference !== assistant.reference) {
      assistant.connection.restart();
    }
  });
}
