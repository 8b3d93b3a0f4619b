"""Command lines → processes that live and end together. Honcho runs them; here is what the operator sees of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from honcho import manager
from honcho.printer import Message, Printer

from startup.output import Kind, Sieve

STOP_SECONDS = 20
"""Rasa needs more than Honcho's five on a busy machine, and what is killed cannot tidy up."""

_ENDED = re.compile(r"([\w-]+) stopped \(rc=(-?\d+)\)")
_KILLED = re.compile(r"sending SIGKILL to ([\w-]+)")
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def run_together(commands: Mapping[str, str], environment: Mapping[str, str], folder: Path) -> int:
    """Run until Ctrl-C, SIGTERM or until one of them ends; returns 0 when it was asked to stop, else 1."""
    manager.KILL_WAIT = STOP_SECONDS
    shown = OperatorsView(sys.stdout, environment.get("LOG_LEVEL", "INFO"))
    running = manager.Manager(shown)
    for name, command in commands.items():
        running.add_process(name, f"exec {command}", env=dict(environment), cwd=str(folder))
    running.loop()
    print("quaid: stopped", flush=True)
    return 0 if shown.asked_to_stop else 1


class OperatorsView(Printer):
    """Shows what an operator can act upon; of Honcho's own lines, which process ended by itself."""

    def __init__(self, output: TextIO, level: str) -> None:
        super().__init__(output)
        self._level = level
        self._sieves: dict[str, Sieve] = {}
        self._stopping = False
        self.asked_to_stop = False

    def write(self, message: Message) -> None:
        text = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
        if message.name == manager.SYSTEM_PRINTER_NAME:
            self._of_honcho(text)
            return
        kind = self._sieves.setdefault(message.name, Sieve(self._level)).judge(text)
        if kind is Kind.TROUBLE and self._colours_supported:
            text = f"{_RED}{text.rstrip()}{_PLAIN}"
        if kind is not Kind.NOISE:
            super().write(message._replace(data=text))

    def _of_honcho(self, text: str) -> None:
        if " received" in text:
            self.asked_to_stop = self._stopping = True
            print("\nquaid: stopping …", file=self.output, flush=True)
        elif (ended := _ENDED.match(text)) and not self._stopping:
            self._stopping = True
            print(f"quaid: {ended[1]} ended by itself (exit code {ended[2]}); stopping the others", flush=True)
        elif killed := _KILLED.match(text):
            print(f"quaid: {killed[1]} did not stop within {STOP_SECONDS} s and was killed", flush=True)
