#!/usr/bin/env python3
"""Check files for dead names of the platforms: a command, and the hook of .pre-commit-hooks.yaml, for any repository.

usage: paste.py [--fail-on LEVEL,...] [--all] [--json] FILE...

Runs web/scripts/paste-command.js in Node.js: the machine's, else the one that scripts/node.py sets up once. It needs
nothing else of this project.
"""

import sys

import node

if __name__ == "__main__":
    node.main(["run", str(node.ROOT / "web" / "scripts" / "paste-command.js"), *sys.argv[1:]])
