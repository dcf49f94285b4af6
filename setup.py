"""Puts a copy of the scenario files and of the reference result into the wheel; everything else: pyproject.toml."""

from pathlib import Path
from shutil import copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py

COPIED = {"scenarios": "scenarios", "results/reference": "reference"}


class BuildWithScenarios(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # a checkout has the folders themselves
            for source, name in COPIED.items():
                target = Path(self.build_lib) / "sim" / name
                copytree(Path(__file__).parent / source, target, ignore=ignore_patterns(".*"), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithScenarios})
