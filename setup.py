"""Puts copies of the scenario files and of the reference result into the wheel, and with RENGSIM_KERNELS=1 the kernels.

Everything else is said in pyproject.toml.
"""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
COPIED = {"scenarios": "scenarios", "results/reference": "reference"}


class BuildAll(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:  # a checkout has the folders themselves, and compiles for its own processor
            return
        package = Path(self.build_lib).resolve() / "sim"
        for source, name in COPIED.items():
            copytree(HERE / source, package / name, ignore=ignore_patterns(".*"), dirs_exist_ok=True)
        if os.environ.get("RENGSIM_KERNELS") == "1":
            command = [sys.executable, "-m", "sim.kernels", "--for-wheel", str(package / "kernels" / "objects")]
            subprocess.run(command, cwd=HERE, check=True)


setup(cmdclass={"build_py": BuildAll})
