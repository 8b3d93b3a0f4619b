// Keeps an open console page up to date and sends replies without leaving it.
// Everything works without this script too, by plain forms and reloading.

const EVERY = { queue: 4000, ticket: 2000 };
const ask = { headers: { Accept: "application/json" }, cache: "no-store" };
const byId = (id) => document.getElementById(id);
const title = document.title;

// --- what is told to the agent -------------------------------------------------------------

function say(text) {
  // An unchanged live region is not read again: empty it first.
  byId("said").textContent = "";
  setTimeout(() => { byId("said").textContent = text; }, 50);
}

function show(element, text) {
  element.textContent = text;
  element.hidden = !text;
}

let known = null;
let knownUnread = 0;

function tell({ waiting, unread, news }) {
  const total = waiting.length + unread;
  document.title = total ? `(${total}) ${title}` : title;
  show(byId("badge"), total ? String(total) : "");
  if (known && waiting.some((id) => !known.has(id))) say(news.queue);
  else if (known && unread > knownUnread && news.unread) say(news.unread);
  known = new Set(waiting);
  knownUnread = unread;
}

function pieces(html) {
  // Server-rendered and escaped there; parsing it apart from the page runs nothing.
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}

// --- asking the server again and again -------------------------------------------------------

async function fetched(address, options = {}) {
  const response = await fetch(address, { ...ask, ...options });
  if (response.status === 401) location.assign("/console/login?notice=ended");
  return response;
}

function poll(every, step) {
  let failures = 0;
  const lost = byId("lost");
  const turn = async () => {
    try {
      await step();
      failures = 0;
      show(lost, "");
    } catch {
      failures += 1;
      // One missed turn is no news.
      if (failures === 3) show(lost, lost.dataset.lost);
    }
    setTimeout(turn, Math.min(every * 2 ** Math.min(failures, 3), 15000));
  };
  setTimeout(turn, every);
}

async function json(address) {
  const response = await fetched(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

// --- the queue ----------------------------------------------------------------------------------

function watchQueue(queue) {
  let last = null;
  poll(EVERY.queue, async () => {
    const found = await json(queue.dataset.live);
    if (found.html !== last) {
      const focused = queue.contains(document.activeElement) ? document.activeElement.id : "";
      queue.replaceChildren(...pieces(found.html));
      if (focused) (byId(focused) ?? byId("content")).focus();
      last = found.html;
    }
    tell(found);
  });
}

// --- one ticket -----------------------------------------------------------------------------------

function watchTicket(list) {
  const log = byId("log");
  const reply = byId("reply");
  log.scrollTop = log.scrollHeight;
  let running = Promise.resolve();

  const look = async () => {
    const seen = document.visibilityState === "visible";
    const response = await fetched(`${list.dataset.live}?after=${list.dataset.last}&seen=${seen}`);
    if (response.status === 404) return moved("moved");
    if (!response.ok) throw new Error(String(response.status));
    const found = await response.json();
    append(found);
    for (const [number, state] of Object.entries(found.delivery)) {
      const mark = document.querySelector(`[data-number="${number}"] .delivery`);
      if (mark && mark.textContent !== state) mark.textContent = state;
    }
    for (const number of found.refused) {
      document.querySelector(`[data-number="${number}"]`)?.classList.add("refused");
    }
    // An alert is read aloud whenever it is written.
    if (byId("refused").textContent !== found.news.refused) show(byId("refused"), found.news.refused);
    if (String(found.mine) !== list.dataset.mine || found.owner !== list.dataset.owner) {
      moved(found.owner === "bot" ? "left" : "moved");
    }
    tell(found);
  };

  function append(found) {
    if (found.last <= Number(list.dataset.last)) return;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    list.append(...pieces(found.html));
    list.dataset.last = found.last;
    byId("empty")?.remove();
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  function moved(how) {
    const notice = byId("moved");
    notice.querySelector("span").textContent = notice.dataset[how];
    notice.hidden = false;
    reply?.querySelector("button").setAttribute("disabled", "");
  }

  // One look at a time, so that no message is appended twice.
  const lookOnce = () => { running = running.catch(() => {}).then(look); return running; };
  poll(EVERY.ticket, lookOnce);
  if (reply) sendInPlace(reply, lookOnce);
}

function sendInPlace(form, look) {
  const { text, message_id: messageId, agreed } = form.elements;
  const preview = byId("reply-preview");
  const button = form.querySelector("button");
  let sending = false;

  async function send() {
    if (sending || button.disabled) return;
    sending = true;
    try {
      const response = await fetched(form.action, { method: "POST", body: new FormData(form) });
      const answer = await response.json();
      show(byId("reply-problem"), answer.error ?? "");
      showPreview(answer.preview);
      if (answer.message_id) messageId.value = answer.message_id;
      if (response.ok && !answer.preview) {
        text.value = "";
        say(answer.said);
        await look();
        byId("log").scrollTop = byId("log").scrollHeight;
      }
    } catch {
      show(byId("reply-problem"), byId("lost").dataset.lost);
    } finally {
      sending = false;
      text.focus();
    }
  }

  // An alert is read aloud when it is written; what was agreed to is this text and no other.
  function showPreview(found) {
    agreed.value = found?.agreed ?? "";
    preview.children[0].textContent = found?.said ?? "";
    preview.children[1].textContent = found?.text ?? "";
    preview.hidden = !found;
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

// --- coded responses ----------------------------------------------------------------------------------

function searchInPlace(form) {
  const found = byId("found");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await json(`${form.dataset.live}?search=${encodeURIComponent(form.elements.search.value)}`);
      found.replaceChildren(...pieces(answer.html));
      say(answer.said);
    } catch {
      form.submit();
    }
  });
  found.addEventListener("submit", (event) => {
    const text = byId("text");
    if (!text) return;
    event.preventDefault();
    const answer = event.target.closest("li").querySelector(".text").textContent;
    text.setRangeText(answer, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    say(found.dataset.inserted);
  });
}

// --- what was said before the ticket: its end is what the request is about ---------------------------

function showEndOf(box) {
  const toEnd = () => { box.scrollTop = box.scrollHeight; };
  toEnd();
  box.closest("details").addEventListener("toggle", toEnd);
}

document.querySelectorAll("details .log").forEach(showEndOf);
const queue = byId("queue");
const messages = byId("messages");
const search = byId("search");
if (queue) watchQueue(queue);
if (messages?.dataset.live) watchTicket(messages);
if (search) searchInPlace(search);
