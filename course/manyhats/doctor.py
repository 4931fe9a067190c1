"""Checks the environment that the course runs in, and says how to mend it: ``python -m manyhats doctor``.

The facts are gathered once, into an ``Environment``; every check is a pure function of it. Nothing here
is imported from the environment under test before it is known to be there, so a half-installed one is
reported and not stumbled over.
"""

import importlib.metadata
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON_MINIMUM = (3, 11)
LAB_EXTENSIONS = {
    "@jupyter-widgets/jupyterlab-manager": ("jupyterlab-widgets", "shows the course's views"),
    "ipylab": ("ipylab", "saves your answer before it is checked"),
    "@jupyter/nbgrader": ("nbgrader", "lets an instructor release and grade"),
}
TEMPLATE = "manyhats"


@dataclass(frozen=True)
class Environment:
    """What was found; a made-up one is what the tests feed to the checks.

    Attributes:
        python: version of the interpreter, such as (3, 11, 4).
        executable: path of the interpreter, as it is to be typed.
        root: the checkout that ``manyhats`` was imported from, or None where it is an installed copy.
        here: the checkout that the command was started in, or None where it was started elsewhere.
        locked: name to version from requirements.txt for this platform, or None where there is none.
        minimums: what pyproject.toml asks for, such as ``{"voila": ">=0.5.8"}``.
        installed: name (normalised) to version of every installed distribution.
        kernel: argv of the kernel specification python3, or None where there is none.
        lab_extensions: name of each installed lab extension to whether it is enabled.
        alembic: None where the command is missing, else its exit code.
        template_differences: files of the Voilà template that differ from the source; None where the
            template is not installed.
        settings_differences: files of the course's Jupyter settings that are missing or differ where they
            are installed.
    """

    python: tuple[int, ...]
    executable: str
    root: Path | None
    here: Path | None
    locked: Mapping[str, str] | None
    minimums: Mapping[str, str]
    installed: Mapping[str, str]
    kernel: Sequence[str] | None
    lab_extensions: Mapping[str, bool]
    alembic: int | None
    template_differences: Sequence[str] | None
    settings_differences: Sequence[str]

    def command(self, *arguments: str) -> str:
        """The line that runs this interpreter with these arguments, quoted for the system's shell."""
        words = [self.executable, *arguments]
        if os.name == "nt":
            line = subprocess.list2cmdline(words)
            return f"& {line}" if line.startswith('"') else line  # PowerShell runs a quoted path with &
        return shlex.join(words)

    @property
    def install(self) -> str:
        """The line that installs everything as it is locked."""
        root = self.here or self.root
        folder = str(root / "requirements.txt") if root else "requirements.txt"
        return self.command("-m", "pip", "install", "-r", folder)

    @property
    def reinstall(self) -> str:
        """The line that installs the course itself anew from its checkout."""
        return self.command("-m", "pip", "install", "--no-deps", "-e", str(self.here or self.root or "."))


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes:
        about: what was looked at, in a word or two.
        ok: whether the course works with it as it is.
        says: what was found, one sentence.
        mend: what to do, empty where ``ok``.
    """

    about: str
    ok: bool
    says: str
    mend: str = ""


def check_python(found: Environment) -> Finding:
    """Is the interpreter new enough?"""
    version = ".".join(map(str, found.python))
    if found.python >= PYTHON_MINIMUM:
        return Finding("Python", True, f"{version}, {found.executable}")
    wanted = ".".join(map(str, PYTHON_MINIMUM))
    return Finding(
        "Python",
        False,
        f"{version} is too old, the course needs {wanted} or newer.",
        f"Install Python {wanted} or newer from python.org or your system's packages, "
        "then make the environment anew with the README's first line.",
    )


def check_packages(found: Environment) -> Finding:
    """Are the locked packages there? Another version is a note, unless it is older than the course can use."""
    if found.locked is None:
        return Finding(
            "Packages",
            False,
            "requirements.txt was not found, so the packages can't be compared.",
            "Run this from the course's folder, the one that holds README.md.",
        )
    missing = [name for name in found.locked if name not in found.installed]
    if missing:
        return Finding("Packages", False, f"{len(missing)} are missing: {_listed(missing)}.", found.install)
    old = [
        f"{name} {found.installed[name]} (needs {wanted})"
        for name, wanted in found.minimums.items()
        if name in found.installed and not _satisfies(found.installed[name], wanted)
    ]
    if old:
        return Finding("Packages", False, f"Of the wrong version: {_listed(old)}.", found.install)
    other = [
        f"{name} {found.installed[name]} instead of {version}"
        for name, version in found.locked.items()
        if found.installed[name] != version
    ]
    says = f"all {len(found.locked)} are there"
    if other:
        says += f"; note: {len(other)} of another version than was tested: {_listed(other)}"
    return Finding("Packages", True, says)


def check_course(found: Environment) -> Finding:
    """Is the package imported from the checkout that the reader sees and edits?"""
    if found.root is None:
        return Finding(
            "Course",
            False,
            "manyhats is imported from an installed copy, so changes in course/ have no effect.",
            found.reinstall,
        )
    if found.here and found.here != found.root:
        return Finding(
            "Course",
            False,
            f"manyhats is imported from another folder, {found.root}, not from this one.",
            found.reinstall,
        )
    return Finding("Course", True, f"manyhats is imported from {found.root}")


def check_kernel(found: Environment) -> Finding:
    """Does the kernel that the notebooks name, python3, start this interpreter?"""
    if "ipykernel" not in found.installed:
        return Finding("Kernel", False, "ipykernel is missing, no notebook can run.", found.install)
    mend = found.command("-m", "ipykernel", "install", "--sys-prefix", "--name", "python3")
    if not found.kernel:
        return Finding("Kernel", False, "the kernel python3 is not installed, no notebook can run.", mend)
    program = found.kernel[0]
    # jupyter_client puts its own interpreter in the place of a bare "python", "python3" or "python3.11".
    bare = re.fullmatch(r"python(3(\.\d+)?)?", program) is not None
    if bare or _same_file(program, found.executable):
        return Finding("Kernel", True, "python3 starts this interpreter")
    return Finding("Kernel", False, f"the kernel python3 starts another interpreter, {program}.", mend)


def check_lab_extensions(found: Environment) -> Finding:
    """Are the lab extensions that the course relies on installed and enabled?"""
    missing = [name for name in LAB_EXTENSIONS if name not in found.lab_extensions]
    if missing:
        says = "; ".join(f"{name} is missing (it {LAB_EXTENSIONS[name][1]})" for name in missing)
        packages = [LAB_EXTENSIONS[name][0] for name in missing]
        mend = found.command("-m", "pip", "install", "--force-reinstall", "--no-deps", *packages)
        return Finding("Lab extensions", False, f"{says}.", mend)
    disabled = [name for name in LAB_EXTENSIONS if not found.lab_extensions[name]]
    if disabled:
        says = "; ".join(f"{name} is disabled (it {LAB_EXTENSIONS[name][1]})" for name in disabled)
        mend = found.command("-m", "jupyter", "labextension", "enable", disabled[0])
        return Finding("Lab extensions", False, f"{says}.", mend)
    return Finding("Lab extensions", True, f"{', '.join(LAB_EXTENSIONS)} are enabled")


def check_settings(found: Environment) -> Finding:
    """Are the course's Jupyter settings in force? Without them the exercises can't be reached from a module."""
    if found.settings_differences:
        listed = _listed(found.settings_differences)
        return Finding("Settings", False, f"not as in the checkout: {listed}.", found.reinstall)
    return Finding("Settings", True, "the course's Jupyter settings are up to date")


def check_nbgrader(found: Environment) -> Finding:
    """Is nbgrader there, with the command ``alembic`` that it calls by name to set up its gradebook?"""
    if "nbgrader" not in found.installed:
        return Finding("nbgrader", False, "nbgrader is missing.", found.install)
    mend = found.command("-m", "pip", "install", "--force-reinstall", "--no-deps", "alembic")
    if found.alembic is None:
        return Finding("nbgrader", False, "its command alembic is missing, no gradebook can be made.", mend)
    if found.alembic != 0:
        return Finding(
            "nbgrader",
            False,
            f"its command alembic does not run (exit code {found.alembic}); was the environment moved?",
            mend,
        )
    return Finding("nbgrader", True, f"{found.installed['nbgrader']}, and alembic runs")


def check_voila(found: Environment) -> Finding:
    """Is Voilà there, with the course's template as it stands in the checkout?"""
    if "voila" not in found.installed:
        return Finding("Voila", False, "Voila is missing.", found.install)
    if found.template_differences is None:
        return Finding("Voila", False, f"its template {TEMPLATE} is not installed.", found.reinstall)
    if found.template_differences:
        listed = _listed(found.template_differences)
        return Finding("Voila", False, f"its template is not as in the checkout: {listed}.", found.reinstall)
    return Finding("Voila", True, f"{found.installed['voila']}, and the template {TEMPLATE} is up to date")


CHECKS: tuple[Callable[[Environment], Finding], ...] = (
    check_python,
    check_packages,
    check_course,
    check_kernel,
    check_lab_extensions,
    check_settings,
    check_nbgrader,
    check_voila,
)


def _listed(items: Sequence[str], most: int = 5) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more


def _same_file(one: str, other: str) -> bool:
    """Whether two paths are the same interpreter; links are kept, as a venv's python is a link itself."""
    return os.path.normcase(Path(one).absolute()) == os.path.normcase(Path(other).absolute())


def _satisfies(version: str, wanted: str) -> bool:
    try:
        from packaging.specifiers import SpecifierSet
    except ImportError:  # then it is among the missing packages, which are reported first
        return True
    return SpecifierSet(wanted).contains(version, prereleases=True)


# The facts


def survey() -> Environment:
    """Look at the interpreter that runs this; takes about a second and starts no server."""
    package = Path(__file__).parent
    root = package.parents[1] if _is_checkout(package.parents[1]) else None
    here = next((folder for folder in (Path.cwd(), *Path.cwd().parents) if _is_checkout(folder)), None)
    installed = {
        _normalised(distribution.name): distribution.version
        for distribution in importlib.metadata.distributions()
        if distribution.name
    }
    lock = (here or root or Path()) / "requirements.txt"
    return Environment(
        python=sys.version_info[:3],
        executable=sys.executable,
        root=root,
        here=here,
        locked=read_lock(lock.read_text(encoding="utf-8")) if lock.is_file() else None,
        minimums=_minimums(),
        installed=installed,
        kernel=_kernel(),
        lab_extensions=_lab_extensions(),
        alembic=_alembic(),
        template_differences=_template_differences(package / "voila_template"),
        settings_differences=_settings_differences(package),
    )


def read_lock(text: str) -> dict[str, str]:
    """Read the pins of a requirements file.

    Args:
        text: its lines; comments, options and requirements of other platforms are passed over.

    Returns:
        Normalised name to version.
    """
    pins = {}
    for line in text.splitlines():
        pin = re.match(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)\s*(?:;(?P<marker>.*))?$", line)
        if pin and _applies(pin["marker"]):
            pins[_normalised(pin["name"])] = pin["version"]
    return pins


def _applies(marker: str | None) -> bool:
    if not marker:
        return True
    try:
        from packaging.markers import Marker
    except ImportError:
        return False  # packaging itself is pinned without a marker, so it is reported as missing
    return Marker(marker).evaluate()


def _normalised(name: str) -> str:
    """A distribution's name in the form in which names are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_checkout(folder: Path) -> bool:
    return (folder / "course" / "manyhats" / "__init__.py").is_file() and (
        folder / "pyproject.toml"
    ).is_file()


def _minimums() -> dict[str, str]:
    try:
        asked = importlib.metadata.requires("manyhats") or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    parted = (re.match(r"([A-Za-z0-9._-]+)\s*([^;]*)", line) for line in asked)
    return {_normalised(part[1]): part[2].strip() for part in parted if part}


def _kernel() -> Sequence[str] | None:
    if importlib.util.find_spec("ipykernel") is None or importlib.util.find_spec("jupyter_client") is None:
        return None
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        return tuple(KernelSpecManager().get_kernel_spec("python3").argv)
    except NoSuchKernel:
        return None


def _lab_extensions() -> dict[str, bool]:
    if importlib.util.find_spec("jupyterlab_server") is None:
        return {}
    from jupyter_core.paths import ENV_JUPYTER_PATH, jupyter_path
    from jupyterlab_server.config import get_federated_extensions, get_page_config

    folders = jupyter_path("labextensions")
    page = get_page_config(folders, app_settings_dir=str(Path(ENV_JUPYTER_PATH[0], "lab", "settings")))
    disabled = set(page.get("disabledExtensions", []))
    return {name: name not in disabled for name in get_federated_extensions(folders)}


def _alembic() -> int | None:
    """Run alembic as nbgrader will find it: nbgrader_config.py puts the scripts folder first on PATH."""
    scripts = sysconfig.get_path("scripts")
    program = shutil.which("alembic", path=os.pathsep.join([scripts, os.environ.get("PATH", "")]))
    if program is None:
        return None
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30).returncode
    except (OSError, subprocess.TimeoutExpired):  # a script whose interpreter is gone
        return 127


def _template_differences(source: Path) -> list[str] | None:
    if importlib.util.find_spec("jupyter_core") is None:
        return None
    from jupyter_core.paths import jupyter_path

    copies = (Path(folder, TEMPLATE) for folder in jupyter_path("voila", "templates"))
    copy = next((folder for folder in copies if (folder / "conf.json").is_file()), None)
    return None if copy is None else different_files(source, copy)


def _settings_differences(package: Path) -> list[str]:
    """Only the course's own files are compared: other packages keep theirs in the same folders."""
    installed = {"jupyter_config": "etc/jupyter", "lab_settings": "share/jupyter/lab/settings"}
    return [
        path.name
        for source, folder in installed.items()
        for path in sorted((package / source).glob("*.json"))
        if not (copy := Path(sys.prefix, folder, path.name)).is_file()
        or copy.read_bytes() != path.read_bytes()
    ]


def different_files(source: Path, copy: Path) -> list[str]:
    """The files that are in only one of two folders, or differ, as relative paths in order."""

    def contents(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    ours, theirs = contents(source), contents(copy)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def report(findings: Sequence[Finding]) -> str:
    """The lines that are printed: OK or FAIL, and what to do under each FAIL."""
    lines = []
    for finding in findings:
        lines.append(f"{'OK' if finding.ok else 'FAIL':<5} {finding.about}: {finding.says}")
        if not finding.ok:
            lines.append(f"      To mend it: {finding.mend}")
    failed = sum(not finding.ok for finding in findings)
    lines.append("")
    lines.append("All is well." if not failed else f"{failed} of {len(findings)} to mend, from the top down.")
    return "\n".join(lines)


def main() -> int:
    """Print the report on this environment; returns 1 if anything failed, else 0."""
    found = survey()
    findings = [check(found) for check in CHECKS]
    print(report(findings))
    return 0 if all(finding.ok for finding in findings) else 1
