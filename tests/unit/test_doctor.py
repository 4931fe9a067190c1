"""Every check of the doctor is seen to pass for a sound environment and to fail for a broken one."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from manyhats import doctor
from manyhats.__main__ import main
from manyhats.doctor import Environment

ROOT = Path("/course")
SOUND = Environment(
    python=(3, 12, 1),
    executable="/env/bin/python",
    root=ROOT,
    here=ROOT,
    locked={"voila": "0.5.13", "nbgrader": "0.9.6", "ipykernel": "7.4.0"},
    minimums={"voila": ">=0.5.8"},
    installed={"voila": "0.5.13", "nbgrader": "0.9.6", "ipykernel": "7.4.0"},
    kernel=("python", "-m", "ipykernel_launcher"),
    lab_extensions={"@jupyter-widgets/jupyterlab-manager": True, "ipylab": True, "@jupyter/nbgrader": True},
    alembic=0,
    template_differences=(),
    settings_differences=(),
)


def without(name: str) -> dict[str, str]:
    return {key: version for key, version in SOUND.installed.items() if key != name}


BROKEN = [
    pytest.param(
        doctor.check_settings,
        {"settings_differences": ["jupyter_server_config.json"]},
        "jupyter_server_config.json",
        "-e /course",
        id="settings out of date",
    ),
    pytest.param(
        doctor.check_python, {"python": (3, 10, 14)}, "3.10.14 is too old", "python.org", id="old Python"
    ),
    pytest.param(
        doctor.check_packages,
        {"installed": without("voila")},
        "missing: voila",
        "pip install -r",
        id="missing package",
    ),
    pytest.param(
        doctor.check_packages,
        {"installed": {**SOUND.installed, "voila": "0.4.1"}},
        "voila 0.4.1 (needs >=0.5.8)",
        "pip install -r",
        id="package too old",
    ),
    pytest.param(
        doctor.check_packages, {"locked": None}, "requirements.txt", "course's folder", id="no lock file"
    ),
    pytest.param(doctor.check_course, {"root": None}, "installed copy", "-e /course", id="installed copy"),
    pytest.param(
        doctor.check_course, {"root": Path("/elsewhere")}, "/elsewhere", "-e /course", id="another checkout"
    ),
    pytest.param(
        doctor.check_kernel,
        {"installed": without("ipykernel")},
        "ipykernel",
        "pip install -r",
        id="no ipykernel",
    ),
    pytest.param(
        doctor.check_kernel,
        {"kernel": None},
        "not installed",
        "ipykernel install --sys-prefix",
        id="no kernel spec",
    ),
    pytest.param(
        doctor.check_kernel,
        {"kernel": ("/old/bin/python3", "-m", "ipykernel_launcher")},
        "/old/bin/python3",
        "ipykernel install --sys-prefix",
        id="kernel of another environment",
    ),
    pytest.param(
        doctor.check_lab_extensions,
        {"lab_extensions": {**SOUND.lab_extensions, "ipylab": False}},
        "ipylab is disabled",
        "labextension enable ipylab",
        id="lab extension disabled",
    ),
    pytest.param(
        doctor.check_lab_extensions,
        {"lab_extensions": {}},
        "@jupyter/nbgrader is missing",
        "pip install --force-reinstall --no-deps jupyterlab-widgets ipylab nbgrader",
        id="lab extensions missing",
    ),
    pytest.param(
        doctor.check_nbgrader,
        {"installed": without("nbgrader")},
        "missing",
        "pip install -r",
        id="no nbgrader",
    ),
    pytest.param(doctor.check_nbgrader, {"alembic": None}, "alembic is missing", "alembic", id="no alembic"),
    pytest.param(
        doctor.check_nbgrader, {"alembic": 127}, "does not run", "alembic", id="alembic does not run"
    ),
    pytest.param(
        doctor.check_voila, {"installed": without("voila")}, "missing", "pip install -r", id="no Voila"
    ),
    pytest.param(
        doctor.check_voila, {"template_differences": None}, "not installed", "-e /course", id="no template"
    ),
    pytest.param(
        doctor.check_voila,
        {"template_differences": ["static/page.css"]},
        "static/page.css",
        "-e /course",
        id="template out of date",
    ),
]


@pytest.mark.parametrize("check", doctor.CHECKS)
def test_a_sound_environment_passes(check) -> None:
    finding = check(SOUND)
    assert finding.ok
    assert not finding.mend


@pytest.mark.skipif(sys.platform == "win32", reason="the made-up paths are POSIX paths")
@pytest.mark.parametrize(("check", "change", "says", "mend"), BROKEN)
def test_a_broken_environment_fails_and_says_what_to_do(check, change, says, mend) -> None:
    finding = check(replace(SOUND, **change))
    assert not finding.ok
    assert says in finding.says
    assert mend in finding.mend


def test_every_check_is_seen_to_fail() -> None:
    assert {case.values[0] for case in BROKEN} == set(doctor.CHECKS)


def test_a_kernel_that_names_this_interpreter_passes() -> None:
    assert doctor.check_kernel(replace(SOUND, kernel=(SOUND.executable, "-m", "ipykernel_launcher"))).ok


def test_another_version_than_the_locked_one_is_a_note() -> None:
    finding = doctor.check_packages(replace(SOUND, installed={**SOUND.installed, "voila": "0.5.14"}))
    assert finding.ok
    assert "voila 0.5.14 instead of 0.5.13" in finding.says


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX quoting")
def test_a_command_survives_a_space_in_a_path() -> None:
    spaced = replace(SOUND, executable="/my env/bin/python")
    assert doctor.check_packages(replace(spaced, installed={})).mend.startswith("'/my env/bin/python' -m pip")


def test_lock_file_is_read_for_this_platform() -> None:
    text = "\n".join(
        [
            "# made by a tool",
            "-e .",
            "Jupyter_Core==5.9.1",
            "    # via voila",
            "alpha==1 ; python_full_version >= '3.11'",
            "beta==2 ; python_full_version < '3.11'",
        ]
    )
    assert doctor.read_lock(text) == {"jupyter-core": "5.9.1", "alpha": "1"}


def test_different_files_are_named(tmp_path: Path) -> None:
    for folder in ("ours", "theirs"):
        (tmp_path / folder / "static").mkdir(parents=True)
        (tmp_path / folder / "same").write_text("same")
    (tmp_path / "ours/static/page.css").write_text("new")
    (tmp_path / "theirs/static/page.css").write_text("old")
    (tmp_path / "theirs/gone").write_text("")
    assert doctor.different_files(tmp_path / "ours", tmp_path / "theirs") == ["gone", "static/page.css"]


def test_report_has_one_line_a_check_and_what_to_do_under_a_fail() -> None:
    broken = replace(SOUND, kernel=None)
    lines = doctor.report([check(broken) for check in doctor.CHECKS]).splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("OK", "FAIL"))].count("FAIL") == 1
    assert any(line.strip().startswith("To mend it: /env/bin/python -m ipykernel") for line in lines)
    assert lines[-1].startswith("1 of 8")


def test_this_environment_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor"])
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert printed.count("OK ") == len(doctor.CHECKS)


def test_a_fail_is_exit_code_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(doctor, "survey", lambda: replace(SOUND, template_differences=None))
    assert main(["doctor"]) == 1
    assert "FAIL  Voila" in capsys.readouterr().out


def test_alone_it_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "doctor" in capsys.readouterr().out
