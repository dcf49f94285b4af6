"""Puts a copy of the scenario files into the wheel; everything else is said in pyproject.toml."""

from pathlib import Path
from shutil import copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithScenarios(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # a checkout has the folder itself
            target = Path(self.build_lib) / "sim" / "scenarios"
            copytree(Path(__file__).parent / "scenarios", target, ignore=ignore_patterns(".*"), dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithScenarios})
