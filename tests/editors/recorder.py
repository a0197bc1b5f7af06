#!/usr/bin/env python3
"""Stands between an editor and the server and writes down what passes: recorder.py LOG SERVER [ARGUMENT...]

A line of LOG is {"dir": "c2s" | "s2c", "at": seconds, "msg": message}.

Before the editor's `textDocument/didSave` is passed on, the recorder asks the server for its text of that document and
writes it to LOG.texts, a line {"uri", "text"} each; the editor sees nothing of it. A test compares that text with the
file that the editor has just written.
"""
import json
import subprocess
import sys
import threading
import time

ASKED = "recorder-"


def read_message(stream):
    """The bytes of one message with its header, and its body; None at the end."""
    header = b""
    while not header.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        header += line
    lines = header.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
    body = stream.read(length)
    return header + body, body


class Recorder:
    """Both directions and what they share."""

    def __init__(self, log, server):
        self.log = open(log, "a", encoding="utf-8")
        self.texts = open(log + ".texts", "a", encoding="utf-8")
        self.lock = threading.Lock()
        self.asked = {}
        self.server = server

    def note(self, direction, body):
        message = json.loads(body)
        with self.lock:
            self.log.write(json.dumps({"dir": direction, "at": time.time(), "msg": message}) + "\n")
            self.log.flush()
        return message

    def ask_for_text(self, uri):
        name = f"{ASKED}{len(self.asked)}"
        self.asked[name] = uri
        params = {"textDocument": {"uri": uri}}
        body = json.dumps({"jsonrpc": "2.0", "id": name, "method": "asl/viewText", "params": params}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def from_editor(self):
        while message := read_message(sys.stdin.buffer):
            whole, body = message
            seen = self.note("c2s", body)
            try:
                if seen.get("method") == "textDocument/didSave":
                    self.ask_for_text(seen["params"]["textDocument"]["uri"])
                self.server.stdin.write(whole)
                self.server.stdin.flush()
            except OSError:
                return
        self.server.stdin.close()

    def from_server(self):
        while message := read_message(self.server.stdout):
            whole, body = message
            seen = json.loads(body)
            if str(seen.get("id", "")).startswith(ASKED) and "method" not in seen:
                answer = {"uri": self.asked[seen["id"]], "text": seen.get("result")}
                self.texts.write(json.dumps(answer) + "\n")
                self.texts.flush()
                continue
            self.note("s2c", body)
            sys.stdout.buffer.write(whole)
            sys.stdout.buffer.flush()


def main():
    log, *command = sys.argv[1:]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    recorder = Recorder(log, server)
    threading.Thread(target=recorder.from_editor, daemon=True).start()
    recorder.from_server()
    return server.wait()


if __name__ == "__main__":
    sys.exit(main())
