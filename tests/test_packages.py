"""What is installed is what is in the tree."""

import configparser
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _configuration():
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_every_package_of_the_tree_is_listed_for_installation():
    listed = set(_configuration()["options"]["packages"].split())
    present = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "coopnet").rglob("__init__.py")} | {
        "coopnet.datasets"
    }

    assert listed == present


def test_every_data_file_of_the_package_is_covered_by_a_pattern():
    patterns = {
        package: [pattern.strip() for pattern in line.split(",")]
        for package, line in _configuration()["options.package_data"].items()
    }
    for path in (ROOT / "coopnet").rglob("*"):
        if path.is_dir() or path.suffix in (".py", ".pyc", ".nbi", ".nbc") or "__pycache__" in path.parts:
            continue
        owner = path.parent
        while not (owner / "__init__.py").exists():
            owner = owner.parent
        package = ".".join(owner.relative_to(ROOT).parts)
        inside = path.relative_to(owner)
        assert any(inside.match(pattern) for pattern in patterns.get(package, [])), path
