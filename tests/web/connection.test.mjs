import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { Connection } from "../../web/js/connection.js";

/** socket.io-client's socket, as far as the page uses it. */
class FakeSocket extends EventEmitter {
  connected = false;
  active = true;
  sent = [];
  connects = 0;

  connect() {
    this.connects += 1;
    return this;
  }

  disconnect() {
    this.connected = false;
    return this;
  }

  timeout() {
    return { emit: (name, body, answer) => this.sent.push({ name, body, answer }) };
  }

  emit(name, body) {
    this.sent.push({ name, body });
  }

  receive(name, ...values) {
    if (name === "connect") this.connected = true;
    if (name === "disconnect") this.connected = false;
    super.emit(name, ...values);
  }
}

function opened(t, request = { token: "", language: "fr", after: 0, notice: "2026-11-22" }) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const socket = new FakeSocket();
  const heard = [];
  const hear = (name) => (value) => heard.push([name, value]);
  const on = Object.fromEntries(
    ["state", "confirmed", "message", "owner", "typing"].map((name) => [name, hear(name)]),
  );
  const connection = new Connection({ io: () => socket, path: "/socket.io", request: () => request, on });
  connection.open();
  return { socket, heard, connection, request };
}

test("a stranger asks for a session without a token", (t) => {
  const { socket } = opened(t);

  socket.receive("connect");

  assert.deepEqual(socket.sent, [
    { name: "session_request", body: { session_id: null, metadata: { language: "fr" }, after: 0, notice: "2026-11-22" } },
  ]);
});

test("every reconnection asks again, from the last number seen", (t) => {
  const { socket, request } = opened(t);
  socket.receive("connect");
  Object.assign(request, { token: "signed", after: 9 });
  socket.receive("disconnect", "transport close");

  socket.receive("connect");

  const metadata = { language: "fr" };
  assert.deepEqual(socket.sent.at(-1).body, { session_id: "signed", metadata, after: 9, notice: "2026-11-22" });
});

test("it is online only once the session is confirmed", (t) => {
  const { socket, heard, connection } = opened(t);
  socket.receive("connect");
  assert.equal(connection.online, false);

  socket.receive("session_confirm", { session_id: "signed", reference: "R1", owner: "bot" });

  assert.equal(connection.online, true);
  assert.deepEqual(
    heard.map(([name, value]) => (name === "state" ? value : name)),
    ["connecting", "online", "confirmed"],
  );
});

test("a server that does not confirm is asked again", (t) => {
  const { socket } = opened(t);
  socket.receive("connect");

  t.mock.timers.tick(10_000);

  assert.equal(socket.sent.filter(({ name }) => name === "session_request").length, 2);
});

test("a confirmed session is not asked for again", (t) => {
  const { socket } = opened(t);
  socket.receive("connect");
  socket.receive("session_confirm", "id");

  t.mock.timers.tick(60_000);

  assert.equal(socket.sent.length, 1);
});

test("a message carries its id, the token and the page's language, and waits for an answer", (t) => {
  const { socket, connection } = opened(t);
  const answers = [];

  connection.send(
    { id: "m1", message: "/affirm", shown: "Oui" },
    { token: "signed", language: "fr" },
    (...answer) => answers.push(answer),
  );
  const { name, body, answer } = socket.sent[0];
  answer(null, { ok: true });

  assert.equal(name, "user_uttered");
  assert.deepEqual(body, {
    message: "/affirm",
    session_id: "signed",
    message_id: "m1",
    metadata: { language: "fr" },
  });
  assert.deepEqual(answers, [[null, { ok: true }]]);
});

test("thrown out by the server, it comes back by itself", (t) => {
  const { socket } = opened(t);
  socket.receive("connect");
  socket.receive("disconnect", "io server disconnect");

  t.mock.timers.tick(2_000);

  assert.equal(socket.connects, 2);
});

test("the browser's offline event counts before the socket notices, and its return asks again", (t) => {
  const { socket, heard, connection } = opened(t);
  socket.receive("connect");
  socket.receive("session_confirm", "id");

  connection.drop();
  assert.equal(connection.online, false);
  assert.deepEqual(heard.at(-1), ["state", "lost"]);
  connection.hurry();

  assert.equal(socket.sent.filter(({ name }) => name === "session_request").length, 2);
});
