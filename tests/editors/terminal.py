"""A program in a terminal that nobody sees: keys go in, the screen comes out."""
import os
import subprocess
import time


class Terminal:
    """A tmux server of its own with one program in it."""

    def __init__(self, command, folder, environment, columns=180, rows=140):
        self.socket = f"asl-ls-{os.getpid()}"
        size = ("-x", str(columns), "-y", str(rows))
        self.tmux("-f", "/dev/null", "new-session", "-d", "-s", "editor", *size, *command, cwd=folder, env=environment)
        self.tmux("set-option", "-g", "escape-time", "0")

    def tmux(self, *words, **options):
        command = ["tmux", "-L", self.socket, *words]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
        if done.returncode != 0:
            raise RuntimeError(f"tmux {words[0]}: {done.stdout.strip()}")
        return done.stdout

    def keys(self, *names):
        """Sends keys by name: `Escape`, `Enter`, `C-x`."""
        self.tmux("send-keys", "-t", "editor", *names)

    def text(self, text):
        """Sends text as it is."""
        for start in range(0, len(text), 400):
            self.tmux("send-keys", "-t", "editor", "-l", "--", text[start:start + 400])

    def screen(self):
        return self.tmux("capture-pane", "-p", "-t", "editor")

    def wait(self, what, look, seconds=8.0):
        """What `look` makes of the screen, once that is something."""
        end = time.monotonic() + seconds
        while True:
            screen = self.screen()
            seen = look(screen)
            if seen:
                return seen
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.02)

    def close(self):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], stderr=subprocess.DEVNULL, check=False)
