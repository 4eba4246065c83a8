"""Learning in a process of its own: a pickled Directory comes by standard input, the weights go to standard output.

Both ends are ours and nothing else can write into the pipe, so the pickle is as safe as an argument of a function.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from pathlib import Path

from bot.lexicon.learning import learn

if __name__ == "__main__":
    with contextlib.suppress(OSError):  # only Linux has it: when memory runs out, this process goes and not the bot
        Path("/proc/self/oom_score_adj").write_text("1000")
    sys.stdout.buffer.write(learn(pickle.load(sys.stdin.buffer)).to_bytes())
