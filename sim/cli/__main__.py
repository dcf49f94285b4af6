"""``python -m sim.cli``"""

import sys

if __name__ == "__main__":
    try:
        from sim.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main())
