"""Every module of the conversation can be the first one that somebody imports."""

import subprocess
import sys
from pathlib import Path

import dialogs

EACH_FIRST = """
import importlib, sys
for module in sys.argv[1:]:
    for known in [name for name in sys.modules if name.partition(".")[0] == "dialogs"]:
        del sys.modules[known]
    importlib.import_module(module)
"""


def test_any_module_can_be_imported_first() -> None:
    home = Path(dialogs.__file__).parent
    paths = [path.relative_to(home.parent).with_suffix("") for path in sorted(home.rglob("*.py"))]
    modules = [".".join(path.parts).removesuffix(".__init__") for path in paths]
    assert "dialogs.hearing" in modules
    imported = subprocess.run(
        [sys.executable, "-c", EACH_FIRST, *modules], cwd=home.parent, capture_output=True, text=True, check=False
    )
    assert imported.returncode == 0, imported.stderr
