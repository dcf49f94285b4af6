"""Compile kernels ahead of time.

python -m sim.kernels engine              into the user's cache, if it is not there
python -m sim.kernels --for-wheel         all, for every processor of this kind, to be packed into a wheel
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sim.disk import write_bytes
from sim.kernels.known import KERNELS
from sim.kernels.stored import compiled_now, kernel_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="KERNEL")
    parser.add_argument("--for-wheel", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    for name in options.names:
        if name not in KERNELS:
            parser.error(f"there is no kernel {name!r}; there is {', '.join(KERNELS)}")
        kernel_of(KERNELS[name])
    if options.for_wheel is not None:
        for sources in KERNELS.values():
            code = compiled_now(sources, sources.plain_cpu)
            write_bytes(options.for_wheel / sources.supplied_place.name, code.to_bytes())


if __name__ == "__main__":
    main()
