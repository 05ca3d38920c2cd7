"""The two doors to a first result: `make` and its rules, the Windows launcher, and the script behind both."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def setup_env(tmp_path, monkeypatch):
    """Return the script as a module whose environment would be in a temporary folder."""
    spec = importlib.util.spec_from_file_location("setup_env", ROOT / "setup_env.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    return module


@pytest.fixture
def steps(setup_env, monkeypatch):
    """Return the list of commands that the set-up would have run."""
    done = []

    def noted(command):
        done.append(command)
        setup_env.venv_python().parent.mkdir(parents=True, exist_ok=True)
        setup_env.venv_python().touch()

    monkeypatch.setattr(setup_env, "run", noted)
    return done


def pins(lock):
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_an_old_python_can_read_the_script_that_refuses_it():
    ast.parse((ROOT / "setup_env.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_refused_in_two_sentences_that_name_it(setup_env):
    with pytest.raises(setup_env.Refusal) as refused:
        setup_env.refuse_unfit_python((3, 9, 2), "/usr/bin/python3")
    assert "3.9.2" in refused.value.fr
    assert "3.11" in refused.value.fr
    assert "3.9.2" in refused.value.en


def test_a_debian_python_without_venv_is_told_what_to_install_in_french(setup_env, monkeypatch):
    monkeypatch.setattr(setup_env.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(setup_env.Refusal) as refused:
        setup_env.refuse_unfit_python((3, 11, 2), "/usr/bin/python3")
    assert "sudo apt install python3.11-venv" in refused.value.fr


def test_an_unknown_action_is_refused_with_the_list_of_actions_and_no_traceback():
    answer = subprocess.run(
        [sys.executable, ROOT / "setup_env.py", "rapport"], capture_output=True, encoding="utf-8", check=False
    )
    assert answer.returncode == 1
    assert "report, check, test, figures, bench, docs" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_set_up_installs_the_lock_by_hash_then_the_package_without_its_dependencies(setup_env, steps, capsys):
    setup_env.set_up("requirements.lock")
    venv, locked, package = steps
    assert venv[1:3] == ["-m", "venv"]
    assert "--require-hashes" in locked
    assert locked[-1].endswith("requirements.lock")
    assert {"--no-deps", "--no-build-isolation"} <= set(package)
    assert "première fois" in capsys.readouterr().out


def test_a_second_run_installs_nothing(setup_env, steps):
    setup_env.set_up("requirements.lock")
    steps.clear()
    setup_env.set_up("requirements.lock")
    assert steps == []


def test_the_report_needs_nothing_more_once_the_tests_are_set_up(setup_env, steps):
    setup_env.set_up("requirements-test.lock")
    steps.clear()
    setup_env.set_up("requirements.lock")
    assert steps == []


def test_the_tests_need_more_than_the_report(setup_env, steps):
    setup_env.set_up("requirements.lock")
    steps.clear()
    setup_env.set_up("requirements-test.lock")
    assert any(command[-1].endswith("requirements-test.lock") for command in steps)


def test_a_damaged_stamp_means_a_new_set_up(setup_env, steps):
    setup_env.set_up("requirements.lock")
    setup_env.STAMP.write_text('{"requirements', encoding="utf-8")
    steps.clear()
    setup_env.set_up("requirements.lock")
    assert steps


def test_a_set_up_that_failed_leaves_no_stamp(setup_env, monkeypatch):
    def refused(command):
        raise setup_env.Refusal("non", "no")

    monkeypatch.setattr(setup_env, "run", refused)
    with pytest.raises(setup_env.Refusal):
        setup_env.set_up("requirements.lock")
    assert not setup_env.STAMP.exists()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock", "setup.cfg", "pyproject.toml"])
def test_the_set_up_is_done_again_when_what_decides_it_changes(setup_env, tmp_path, name):
    for declared in setup_env.DECLARED:
        (tmp_path / declared).write_bytes(b"as it was")
    before = setup_env.digest_of(tmp_path)
    (tmp_path / name).write_bytes(b"changed")
    assert setup_env.digest_of(tmp_path) != before


def test_the_report_of_the_example_is_written_when_no_path_is_given(setup_env, monkeypatch):
    asked = run_verbs(setup_env, monkeypatch, ["report", "--langue", "en"])
    assert asked == [*setup_env.EXAMPLE, "--langue", "en"]
    assert run_verbs(setup_env, monkeypatch, []) == setup_env.EXAMPLE


def test_a_path_given_replaces_the_example(setup_env, monkeypatch):
    assert run_verbs(setup_env, monkeypatch, ["report", "mon pôle.xlsx"]) == ["mon pôle.xlsx"]


def test_check_is_a_verb_for_who_types_no_command(setup_env, monkeypatch):
    given = ["mon pôle.xlsx", "--sortie", "mon pôle-a-corriger.txt"]
    assert run_verbs(setup_env, monkeypatch, ["check", *given], module="check") == given


def run_verbs(setup_env, monkeypatch, arguments, module="report"):
    asked = []
    monkeypatch.setattr(setup_env, "set_up", lambda lock: None)
    monkeypatch.setattr(
        setup_env.subprocess,
        "run",
        lambda command, **options: asked.extend(command) or subprocess.CompletedProcess(command, 0),
    )
    assert setup_env.main(arguments) == 0
    assert asked[1:4] == ["-m", "coopnet", module]
    return asked[4:]


def test_the_test_lock_holds_the_runtime_lock_at_the_same_versions():
    runtime, tests = pins("requirements.lock"), pins("requirements-test.lock")
    assert len(runtime) > 20
    assert {name: tests.get(name) for name in runtime} == runtime


def test_every_declared_dependency_is_locked():
    declared = (
        (ROOT / "setup.cfg").read_text(encoding="utf-8").split("install_requires =")[1].split("[options.extras")[0]
    )
    names = {name.lower() for name in re.findall(r"^ +([A-Za-z0-9-]+)", declared, re.MULTILINE)}
    assert names <= {name.lower() for name in pins("requirements.lock")}


def test_every_rule_of_the_makefile_calls_the_one_script():
    rules = re.findall(r"^(\w+):\n\t(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    called = {name: recipe for name, recipe in rules if name != "clean"}
    assert called == {
        name: f"@$(PYTHON) setup_env.py {name}" for name in ("report", "test", "figures", "bench", "docs")
    }


def test_make_alone_writes_the_report():
    rules = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert rules[0] == "report"


def test_continuous_integration_runs_the_tests_like_anybody():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1].startswith("exec make test")
    assert not [line for line in lines if "pytest" in line or "pip " in line]


class TestTheWindowsLauncher:
    content = (ROOT / "coopnet.bat").read_bytes()
    lines = content.decode("utf-8").split("\r\n")

    def test_ends_its_lines_as_windows_does(self):
        assert self.content.count(b"\n") == self.content.count(b"\r\n") > 30

    def test_keeps_those_line_ends_in_every_clone(self):
        assert "*.bat text eol=crlf" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()

    def test_writes_accents_in_utf_8_after_asking_the_console_for_it(self):
        asked = self.lines.index("chcp 65001 >nul")
        assert not self.content.startswith(b"\xef\xbb\xbf")
        assert all(line.isascii() for line in self.lines[:asked])
        assert any("coopération" in line for line in self.lines[asked:])

    def test_goes_through_the_same_door_as_make(self):
        report, check = (line for line in self.lines if "setup_env.py" in line)
        assert report.startswith('%PY% "%~dp0setup_env.py" report "%~f1" --sortie ')
        assert check.startswith('%PY% "%~dp0setup_env.py" check "%~f1" --sortie ')

    def test_opens_the_list_of_what_to_correct_only_where_the_report_was_refused(self):
        """Who drops a file on an icon types no command: the first error alone would come back once per attempt."""
        report = next(number for number, line in enumerate(self.lines) if 'setup_env.py" report' in line)
        assert self.lines[report + 1] == "if errorlevel 1 goto :refused"
        after = self.lines[self.lines.index(":refused") :]
        assert 'if exist "%~dpn1-a-corriger.txt" start "" "%~dpn1-a-corriger.txt"' in after
        assert after.index("shift") < after.index("goto :next")

    def test_looks_for_pythons_that_are_recent_enough(self):
        (search,) = [line for line in self.lines if line.startswith("for %%V")]
        assert "3.11" in search
        assert "3.10" not in search

    def test_keeps_its_window_open_before_every_exit_that_is_not_a_success(self):
        exits = [number for number, line in enumerate(self.lines) if line.startswith("exit /b")]
        assert [self.lines[number - 1] for number in exits] == ["pause"] * 3

    def test_every_label_it_jumps_to_exists(self):
        jumps = set(re.findall(r"goto (:\w+)", self.content.decode("utf-8")))
        assert jumps == {line for line in self.lines if line.startswith(":")}
