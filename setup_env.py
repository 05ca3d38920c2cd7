"""Everything between a fresh clone and a result, with the standard library alone: ``python3 setup_env.py [VERB]``.

``report`` (the default) writes the cooperation report of a pole, ``check`` lists what to correct in one, ``test`` runs
the test suite, ``figures`` regenerates the figures, ``bench`` runs the benchmarks, ``docs`` builds the documentation
into ``build/docs/html``; whatever follows the verb is handed on. Each verb first makes sure that ``.venv`` holds
exactly the versions of the lock file, which takes a minute the first time and nothing afterwards.
"""

# Written so that an old Python still reads this file, and can say in plain words that it is too old.
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "coopnet-stamp.json"
OLDEST = (3, 11)
RUNTIME, TESTS = "requirements.lock", "requirements-test.lock"
DECLARED = (RUNTIME, TESTS, "setup.cfg", "pyproject.toml")
VERBS = {
    "report": (RUNTIME, ["coopnet", "report"]),
    "check": (RUNTIME, ["coopnet", "check"]),
    "test": (TESTS, ["pytest", "-n", "2", "--dist", "loadfile"]),
    "figures": (TESTS, ["analyses"]),
    "bench": (TESTS, ["analyses", "bench"]),
    "docs": (TESTS, ["sphinx", "-W", "--keep-going", "-n", "-d", "build/docs/read", "docs", "build/docs/html"]),
}
EXAMPLE = ["datasets/sud_aquitaine", "--sortie", "output"]


class Refusal(Exception):
    """What cannot be done, in French and in English."""

    def __init__(self, fr, en):
        super().__init__(fr, en)
        self.fr, self.en = fr, en


def main(arguments):
    """Set up what a verb needs, run it, and return its exit status."""
    try:
        refuse_unfit_python(sys.version_info[:3], sys.executable)
        verb, rest = verb_of(arguments)
        lock, module = VERBS[verb]
        set_up(lock)
    except Refusal as refusal:
        print(refusal.fr, refusal.en, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrompu. / Interrupted.", file=sys.stderr)
        return 1
    where = ROOT
    if verb == "check" or (verb == "report" and rest and not rest[0].startswith("-")):
        where = Path.cwd()  # a path given is a path seen from where it was typed
    elif verb == "report":
        rest = EXAMPLE + rest
    try:
        return subprocess.run([str(venv_python()), "-m", *module, *rest], cwd=str(where), check=False).returncode
    except KeyboardInterrupt:
        return 1


def verb_of(arguments):
    """Return the verb asked for and what follows it; no verb means the report."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("report", [])
    if verb not in VERBS:
        raise Refusal(
            f"« {verb} » n’est pas une action ; actions possibles : {', '.join(VERBS)}.",
            f"“{verb}” is not an action; actions: {', '.join(VERBS)}.",
        )
    return verb, rest


def refuse_unfit_python(version, executable):
    """Refuse a Python that is too old, or one that cannot make a virtual environment."""
    found = ".".join(str(part) for part in version)
    if tuple(version[:2]) < OLDEST:
        raise Refusal(
            f"coopnet demande Python 3.11 ou plus récent ; {executable} est un Python {found}. "
            "Installez Python 3.11 (python.org), puis recommencez.",
            f"coopnet needs Python 3.11 or newer; {executable} is Python {found}. "
            "Install Python 3.11 (python.org), then try again.",
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{version[0]}.{version[1]}-venv"
        raise Refusal(
            f"Ce Python ({executable}) ne sait pas créer d’environnement virtuel : sous Debian ou Ubuntu, "
            f"tapez « sudo apt install {package} », puis recommencez.",
            f"This Python ({executable}) cannot make a virtual environment: on Debian or Ubuntu, "
            f"type “sudo apt install {package}”, then try again.",
        )


def set_up(lock):
    """Bring ``.venv`` to what the lock says; do nothing when it is there already."""
    installed = read_stamp()
    wanted = digest_of(ROOT)
    # the test lock holds everything that the runtime lock does, at the same versions
    if wanted in (installed.get(lock), installed.get(TESTS)) and venv_python().exists():
        return
    print(
        f"Préparation de l’environnement dans {VENV} (une minute environ, la première fois seulement)…\n"
        f"Setting up the environment in {VENV} (about a minute, the first time only)…",
        flush=True,
    )
    if not is_usable(VENV):
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"]
    run([*pip, "--require-hashes", "--requirement", str(ROOT / lock)])
    # setuptools comes from the lock too, so that nothing is fetched outside it
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    STAMP.write_text(json.dumps({**read_stamp(), lock: wanted}), encoding="utf-8")


def run(command):
    """Run one step of the set-up; refuse when it fails, after it has said why."""
    if subprocess.run(command, cwd=str(ROOT), check=False).returncode:
        raise Refusal(
            f"Cette étape a échoué : {' '.join(command)}. Son message est ci-dessus ; vérifiez la connexion à Internet "
            "et l’espace disque, puis recommencez.",
            f"This step failed: {' '.join(command)}. Its message is above; check the Internet connection and the "
            "disk space, then try again.",
        )


def digest_of(root):
    """Return one hash of what decides the environment: locks, metadata, this Python and this place."""
    digest = hashlib.sha256(f"{sys.version} {root}".encode())
    for name in DECLARED:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def read_stamp():
    """Return which locks were installed and at which state; nothing when the stamp is missing or damaged."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def venv_python():
    """Return the interpreter of the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_usable(venv):
    """Return whether a virtual environment is there, whole, and made by this very Python."""
    if not venv_python().exists():
        return False
    probe = "import sys, pip; print(sys.version)"
    try:
        answer = subprocess.run([str(venv_python()), "-c", probe], capture_output=True, text=True, check=False)
    except OSError:  # half a copy of an environment
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a redirected Windows console knows few characters
            stream.reconfigure(errors="replace")
    raise SystemExit(main(sys.argv[1:]))
