"""Runs command lines of the AWS CLI that this interpreter imports: once imported, and a fork of it for each line.

Reads one JSON object a line: id, argv, env, cwd, and the files that take what is printed. Writes "<id> <exit code>".
"""

import gc
import json
import os
import sys

import awscli.clidriver
import awscli.handlers  # noqa: F401  What the first command would import.

# The import notes there where the CLI's data lie.
OWN = {name: os.environ[name] for name in ("AWS_DATA_PATH",) if name in os.environ}


def run(line):
    os.chdir(line["cwd"])
    os.environ.clear()
    os.environ.update({**OWN, **line["env"]})
    files = [os.open(os.devnull, os.O_RDONLY)]
    files += [os.open(line[name], os.O_WRONLY | os.O_CREAT, 0o600) for name in ("out", "err")]
    for number, file in enumerate(files):
        os.dup2(file, number)
    sys.argv = ["aws", *line["argv"]]
    try:
        code = awscli.clidriver.main()
    except SystemExit as ended:
        code = ended.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)


def reap(options):
    """Takes leave of the forks that have ended; whether there may be more."""
    try:
        return os.waitpid(-1, options)[0] != 0
    except ChildProcessError:
        return False


gc.freeze()
for text in sys.stdin:
    line = json.loads(text)
    if os.fork() == 0:
        runner = os.fork()
        if runner == 0:
            run(line)
        code = os.waitstatus_to_exitcode(os.waitpid(runner, 0)[1])
        os.write(1, f"{line['id']} {code}\n".encode())
        os._exit(0)
    while reap(os.WNOHANG):
        pass
while reap(0):
    pass
