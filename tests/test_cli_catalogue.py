"""What click itself says, in French: the catalogue beside the command line."""

import ast
import gettext
import re
import string
from pathlib import Path

import click
import pytest

from coopnet.cli.wording import CATALOGUES, DOMAIN


class TestWhatClickSays:
    """The French catalogue of click's own sentences."""

    po = (CATALOGUES / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po").read_text(encoding="utf-8")

    @pytest.fixture
    def compiled(self):
        return gettext.translation(DOMAIN, str(CATALOGUES), languages=["fr"])._catalog

    def written(self):
        """Return the sentences of the .po file: the English one, or a pair with its place among plurals, to French."""
        text = re.sub(r'"\n"', "", self.po)
        entry = r'^msgid "(.*)"\n(?:msgid_plural "(.*)"\nmsgstr\[0\] "(.*)"\nmsgstr\[1\] "(.*)"|msgstr "(.*)")$'
        found = {}
        for one, several, first, second, only in re.findall(entry, text, re.MULTILINE):
            pairs = [((one, 0), first), ((one, 1), second)] if several else [(one, only)]
            found.update({key: unquoted(text) for key, text in pairs})
        return {(unquoted(k) if isinstance(k, str) else (unquoted(k[0]), k[1])): v for k, v in found.items()}

    def test_is_compiled_from_what_is_written(self, compiled):
        written = self.written()
        assert {key: text for key, text in compiled.items() if key} == {k: v for k, v in written.items() if k}

    def test_is_all_there(self):
        """A new release of click may say new sentences: they have no French yet."""
        said = set()
        for module in Path(click.__file__).parent.glob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
                if called in ("_", "ngettext") and isinstance(node.args[0], ast.Constant):
                    said.add(node.args[0].value)
        assert len(said) > 50
        assert said <= {key if isinstance(key, str) else key[0] for key in self.written()}

    def test_holds_the_place_of_each_value(self):
        for key, french in self.written().items():
            if key:
                fields = {name for _, name, _, _ in string.Formatter().parse(french) if name}
                english = key if isinstance(key, str) else key[0]
                known = {name for _, name, _, _ in string.Formatter().parse(english) if name}
                assert fields <= known | ({"nargs", "len", "choices", "possibilities", "formats", "len_value"})
                assert french

    def test_has_french_spaces(self):
        sentences = [french.replace("!r}", "}") for key, french in self.written().items() if key]
        assert not [sentence for sentence in sentences if re.search("[^\u202f][;!?»]|« | :", sentence)]


def unquoted(text):
    return text.replace(r"\n", "\n").replace(r"\t", "\t").replace(r"\"", '"')
