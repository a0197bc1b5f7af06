"""A person at Helix: keys through a terminal, and what stands on its screen."""
import json
import re
import shutil
import time

import install
from terminal import Terminal

CONFIG = """
theme = "base16_transparent"
[editor]
end-of-line-diagnostics = "hint"
completion-timeout = 5
[editor.statusline]
left = ["mode", "file-name", "file-modification-indicator"]
right = ["diagnostics", "position"]
[editor.lsp]
display-messages = true
"""

# What the README of editors/helix says for plain JSON and YAML.
PLAIN = """
[[language]]
name = "json"
language-servers = ["asl-ls"]

[[language]]
name = "yaml"
language-servers = ["asl-ls"]
"""


class Helix:
    """One session."""

    def __init__(self, session):
        command, environment = install.helix()
        self.session, self.plan, self.file = session, session.plan, session.files / session.plan["file"]
        ours = install.ROOT / "editors" / "helix"
        config = session.folder / "config" / "helix"
        shutil.copytree(ours / "runtime", config / "runtime")
        (config / "languages.toml").write_text((ours / "languages.toml").read_text(encoding="utf-8") + PLAIN)
        (config / "config.toml").write_text(CONFIG, encoding="utf-8")
        homes = {name: str(session.folder / name) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        environment = session.environment(XDG_CONFIG_HOME=str(config.parent), TERM="xterm-256color", **homes, **environment)
        command = [*command, "--log", str(session.folder / "helix.log"), str(self.file)]
        self.terminal = Terminal(command, session.files, environment)

    def lines(self):
        return self.file.read_text(encoding="utf-8").splitlines()

    def place(self, text, last=False):
        """Line and column of `text` in the saved file, from one."""
        found = [(i + 1, line.index(text) + 1) for i, line in enumerate(self.lines()) if text in line]
        if not found:
            raise AssertionError(f"the text has no {text}")
        return found[-1] if last else found[0]

    def command(self, text):
        self.terminal.text(f":{text}")
        self.terminal.keys("Enter")

    def normal(self):
        for _ in range(3):
            self.terminal.keys("Escape")
            time.sleep(0.05)
        self.terminal.wait("normal mode", lambda screen: re.search(r"^ NOR ", screen, re.M))

    def go(self, line, column):
        self.command(str(line))
        self.terminal.text("gh")
        if column > 1:
            self.terminal.text(f"{column - 1}l")
        self.at(line, column)

    def at(self, line, column=None):
        want = rf"\b{line}:{column or ''}"
        self.terminal.wait(f"the cursor at {line}:{column}", lambda screen: re.search(want, screen.splitlines()[-2]))

    def save(self):
        self.command("w!")
        self.terminal.wait("the file to be written", lambda screen: "written" in screen or "[+]" not in screen)
        time.sleep(0.3)

    def expect(self, keys, offers, withholds):
        """Types and looks at what is offered, asking for it where the typing alone does not bring it up. The menu shows
        ten at most, so the whole list is looked up in the traffic."""
        before, asked = self.terminal.screen(), len(self.offered())
        self.terminal.text(keys)
        def menu(screen):
            lists = self.offered()
            return len(lists) > asked and any(screen.count(it) > before.count(it) for it in lists[-1])

        # A menu that comes up by itself goes away again when another answer arrives behind it.
        for _ in range(3):
            try:
                self.terminal.wait("the menu", menu, 2)
                break
            except AssertionError:
                self.terminal.keys("C-x")
        self.terminal.wait("the menu", menu)
        labels = self.offered()[-1]
        missing, wrong = [it for it in offers if it not in labels], [it for it in withholds if it in labels]
        if missing or wrong:
            raise AssertionError(f"{missing} are not offered, {wrong} are")
        return f"{len(labels)} items"

    def offered(self):
        """The labels of every list of completions that the server has sent."""
        lists = []
        for line in self.session.traffic.read_text(encoding="utf-8").splitlines():
            result = json.loads(line)["msg"].get("result")
            items = result.get("items") if isinstance(result, dict) else result
            if isinstance(items, list) and items and isinstance(items[0], dict) and "label" in items[0]:
                lists.append([item["label"] for item in items])
        return lists

    def complete(self, it):
        line, column = self.place(it["before"], it.get("last"))
        self.go(line, column + len(it["before"]) - 1)
        try:
            return self.expect("a", it["offers"], it["withholds"])
        finally:
            self.normal()

    def diagnostic(self):
        expected = self.plan["diagnostic"]
        line, _ = self.place(expected["text"])
        self.terminal.wait("the diagnostic", lambda screen: re.search(r"● 1\b|1 ●", screen.splitlines()[-2]))
        self.command("1")
        self.terminal.text("]d")
        self.at(line)
        return self.message(line)

    def message(self, line):
        """Waits for what Helix writes behind the text of a line that has a diagnostic."""
        told = re.compile(rf"^\S* +{line}  ( *\S.*?)  (\S.{{10,}})$", re.M)
        text = self.lines()[line - 1].rstrip()

        def look(screen):
            return next((row[2].strip() for row in told.finditer(screen) if row[1].rstrip() == text), None)

        return self.terminal.wait(f"the message on line {line}", look)

    def field(self):
        field = self.plan["field"]
        line, column = self.place(field["below"])
        self.go(line, column)
        told = self.expect('o"', field["offers"], field["withholds"])
        self.terminal.text("InputP")
        self.terminal.wait("one name", lambda screen: "OutputPath" not in screen)
        self.terminal.keys("C-n")
        self.terminal.keys("Enter")
        self.normal()
        self.save()
        inserted = self.lines()[line].strip()
        self.go(line + 1, 1)
        self.terminal.text("xd")
        self.save()
        if not inserted.startswith(field["inserts"]):
            raise AssertionError(f"{inserted} was inserted")
        return f"{told}; {inserted}"

    def hover(self):
        line, column = self.place(self.plan["hover"]["on"])
        self.go(line, column + 2)
        says = self.plan["hover"]["says"]
        if says[0] in self.terminal.screen():
            raise AssertionError(f"{says[0]} stands on the screen before")
        self.terminal.text(" k")
        self.terminal.wait("the hover", lambda screen: all(it in screen for it in says))
        self.normal()

    def definition(self):
        line, column = self.place(self.plan["definition"]["from"])
        target, _ = self.place(self.plan["definition"]["to"])
        self.go(line, column + len(self.plan["definition"]["from"]) - 3)
        self.terminal.text("gd")
        self.at(target)

    def references(self):
        line, column = self.place(self.plan["references"]["of"])
        self.go(line, column + 2)
        self.terminal.text("gr")
        want = len(self.plan["references"]["lines"])
        self.terminal.wait("the list", lambda screen: re.search(rf"\b{want}/{want}|\b{want + 1}/{want + 1}", screen))
        self.normal()

    def symbols(self):
        self.terminal.text(" s")
        names = self.plan["symbols"]
        self.terminal.wait("the outline", lambda screen: re.search(r"\d+/\d+", screen) and all(it in screen for it in names))
        self.normal()

    def fix(self):
        line, column = self.place(self.plan["quick_fix"]["on"])
        self.go(line, column + 2)
        title = self.plan["quick_fix"]["title"]
        self.terminal.text(" a")
        self.terminal.wait("the fixes", lambda screen: re.search(rf'Change to "{title}"', screen))
        self.terminal.keys("Enter")
        self.terminal.wait("the fix", lambda screen: self.plan["quick_fix"]["line"] in screen)
        self.terminal.wait("no diagnostic", lambda screen: not re.search(r"● \d|\d ●", screen.splitlines()[-2]))
        self.save()
        
    def rename(self):
        rename = self.plan["rename"]
        line, column = self.place(rename["of"])
        self.go(line, column + 2)
        self.terminal.text(" r")
        self.terminal.wait("the prompt", lambda screen: "rename-to:" in screen)
        self.terminal.keys("C-u")
        self.terminal.text(rename["to"])
        self.terminal.keys("Enter")
        self.terminal.wait("the new name", lambda screen: rename["to"] in screen and "rename-to:" not in screen)
        time.sleep(0.3)
        self.save()
        times = "\n".join(self.lines()).count(rename["to"])
        if times != rename["times"]:
            raise AssertionError(f"the new name stands {times} times")

    def type(self):
        line, _ = self.place(self.plan["type"]["below"])
        self.go(line, 1)
        self.terminal.text("O")
        for piece in self.plan["type"]["keys"].split("\n"):
            self.terminal.text(piece)
            self.terminal.keys("Enter")
        self.normal()
        self.save()
        self.message(line)

    def burst(self):
        """Keys as fast as they go in, in bursts, each key a change of its own: Helix sends some in the wrong order."""
        line, _ = self.place('"Comment": "Takes')
        self.go(line, 1)
        self.terminal.text("o")
        for number in range(12):
            self.terminal.text(f'"Note {number}": "the quick brown fox jumps over the lazy dog", ')
            self.terminal.keys("BSpace", "BSpace", "Left", "Left", "BSpace", "Delete", "End", "Enter")
        self.terminal.text('"Last": "line",')
        self.terminal.wait("the last line", lambda screen: re.search(r'"Last"+: +"line"', screen), 20)
        time.sleep(0.5)
        self.normal()
        self.save()
        changes, swapped = self.order_of_changes()
        if changes < 400:
            raise AssertionError(f"only {changes} changes were sent")
        return f"{changes} changes, {swapped} of them out of order"

    def order_of_changes(self):
        last, changes, swapped = 0, 0, 0
        for line in self.session.traffic.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)["msg"]
            if message.get("method") == "textDocument/didChange":
                document = message["params"]["textDocument"]
                if document["uri"].endswith(self.file.name):
                    changes += 1
                    swapped += document["version"] < last
                    last = max(last, document["version"])
        return changes, swapped

    def turn_to(self, it):
        """Opens the file of another machine, which is worked on from then on."""
        self.command(f"o {it['file']}")
        self.terminal.wait(it["file"], lambda screen: it["file"] in screen.splitlines()[-2])
        self.plan, self.file = it, self.session.files / it["file"]

    def other(self, it):
        self.command(f"o {it['file']}")
        self.terminal.wait(it["file"], lambda screen: it["file"] in screen.splitlines()[-2])
        self.file = self.session.files / it["file"]
        return self.message(self.place(it["text"])[0])


def around(helix, plan, where=""):
    """What is looked at in a machine of any kind, and what is changed there."""
    return [
        (f"shows a diagnostic at its place{where}", helix.diagnostic),
        *((f"completes {it['name']}{where}", lambda it=it: helix.complete(it)) for it in plan["completions"]),
        (f"hovers{where}", helix.hover),
        (f"goes to the definition{where}", helix.definition),
        (f"finds the references{where}", helix.references),
        (f"shows the outline{where}", helix.symbols),
        (f"applies a quick fix, and the diagnostic goes{where}", helix.fix),
        (f"renames a state everywhere{where}", helix.rename),
    ]


def drive(session):
    """Every step in a Helix of its own."""
    helix = Helix(session)
    plan = session.plan
    steps = around(helix, plan)
    steps[3:3] = [("completes a field, and takes it in", helix.field)]
    steps += [("types a whole state", helix.type), ("keeps step through bursts of keys", helix.burst)]
    for it in plan["kinds"]:
        steps += [(f"opens {it['file']}", lambda it=it: helix.turn_to(it)), *around(helix, it, f" in {it['file']}")]
    steps += [(f"shows a diagnostic in {it['file']}", lambda it=it: helix.other(it)) for it in plan["others"]]
    try:
        helix.terminal.wait("Helix", lambda screen: " NOR " in screen, 20)
        for name, action in steps:
            if not session.step(name, action):
                screen = session.folder / f"screen-{session.steps}.txt"
                screen.write_text(helix.terminal.screen(), encoding="utf-8")
                session.line(f"       the screen is in {screen}")
                helix.normal()
        helix.command("qa!")
        time.sleep(0.5)
    finally:
        helix.terminal.close()
