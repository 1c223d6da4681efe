"""How long a turn takes: over Telegram's webhook, at the desk, and in the engine alone. Prints Markdown tables.

`python -m tests.bench.turns [--updates N]`
"""

import argparse
import asyncio

from bot.knowledge import Knowledge
from tests.bench.databases import servers
from tests.bench.desks import at_the_desk, in_the_engine
from tests.bench.measured import machine
from tests.bench.telegram import over_telegram


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=300, metavar="N", help="measured updates of each (%(default)s)")
    updates = parser.parse_args().updates
    with servers() as made:
        print(f"{machine()}; {updates} updates each\n")
        print(asyncio.run(over_telegram(made, updates)))
        knowledge = Knowledge()
        knowledge.warm_up()
        print(at_the_desk(made, knowledge, updates))
        print(in_the_engine(made, knowledge, rounds=20))


if __name__ == "__main__":
    main()
