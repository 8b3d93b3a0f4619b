/**
 * en.html and fr.html → here → assistant. Finds the page's elements, wires them, opens the
 * conversation. If anything fails before that, the words already in the page stay and say what to do.
 */
import { io } from "../vendor/socket.io.esm.min.js";
import { Assistant } from "./assistant.js";
import { Attention } from "./attention.js";
import { Composer } from "./composer.js";
import { closeWithEscape } from "./framed.js";
import { Kept, Session, browserStorage } from "./kept.js";
import { Log } from "./log.js";
import { Announcer, ConnectionBanner, Typing } from "./notices.js";
import { watchOtherTabs } from "./other_tabs.js";
import { Outbox } from "./outbox.js";
import { Scrolling } from "./scrolling.js";
import { Status } from "./status.js";
import { loadStrings } from "./strings.js";
import { Times } from "./times.js";
import { wireTools } from "./tools.js";

const SOCKET_PATH = "/socket.io";
const byId = (id) => document.getElementById(id);

async function start() {
  const strings = await loadStrings(document.documentElement.dataset.language, import.meta.url);
  const times = new Times(strings.language);
  const tab = new Kept(browserStorage("sessionStorage"));
  const announcer = new Announcer(byId("announcer"));
  const log = buildLog({ strings, times });
  const assistant = new Assistant({
    io,
    path: SOCKET_PATH,
    parts: buildParts({ strings, tab, announcer, log }),
  });
  const composer = buildComposer({ assistant, strings, tab, announcer });
  connectLog({ log, assistant, composer });
  wireTools({ assistant, composer, log, strings, times, byId });
  watchNetwork(assistant.connection);
  watchOtherTabs({ session: assistant.session, assistant, composer });
  closeWithEscape();
  reveal();
  assistant.open();
}

function buildLog({ strings, times }) {
  return new Log({ lists: { earlier: byId("earlier-list"), now: byId("log-list") }, strings, times });
}

function buildParts({ strings, tab, announcer, log }) {
  const scrolling = new Scrolling({
    end: byId("log-end"),
    dock: byId("dock"),
    button: byId("new-message"),
    box: byId("message"),
  });
  return {
    strings,
    announcer,
    log,
    scrolling,
    outbox: new Outbox(tab),
    session: new Session(new Kept(browserStorage("localStorage"))),
    banner: new ConnectionBanner(byId("connection"), strings),
    typing: new Typing(byId("typing")),
    attention: new Attention(strings),
    status: new Status({ byId, strings, scrolling }),
    notice: document.querySelector("[data-notice-version]")?.dataset.noticeVersion ?? "",
  };
}

function buildComposer({ assistant, strings, tab, announcer }) {
  const parts = {
    form: byId("composer"),
    box: byId("message"),
    counter: byId("counter"),
    problem: byId("problem"),
  };
  const say = (text) => announcer.say(text);
  return new Composer({ parts, strings, kept: tab, say, onSend: (text) => assistant.send(text) });
}

function connectLog({ log, assistant, composer }) {
  log.onChoice = ({ title, payload }, { byKeyboard }) => {
    assistant.send(payload, title);
    // The button just disabled had the focus. On a touch screen, focusing the box would only raise
    // the keyboard over the answer.
    if (byKeyboard || window.matchMedia("(pointer: fine)").matches) composer.focus();
  };
  log.onRetry = (entry) => {
    assistant.retry(entry);
    composer.focus();
  };
  log.onEdit = (entry) => composer.put(assistant.takeBack(entry));
}

function watchNetwork(connection) {
  window.addEventListener("offline", () => connection.drop());
  window.addEventListener("online", () => connection.hurry());
  // "Back" may bring a frozen page, whose socket the browser has closed meanwhile.
  window.addEventListener("pageshow", (event) => event.persisted && connection.hurry());
}

/** Controls that would do nothing without this script are hidden until it runs. */
function reveal() {
  for (const node of document.querySelectorAll("[data-needs-script]")) node.hidden = false;
}

start().catch((error) => {
  console.error(error);
  byId("connection").hidden = true;
  byId("load-failed").hidden = false;
});
