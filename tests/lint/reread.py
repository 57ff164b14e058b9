"""The text of a rule file as plain data, as the reference evaluator takes it."""

from __future__ import annotations

from typing import Any

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import SourceText
from leadoff.source.compose import compose
from leadoff.source.tree import ListNode, MappingNode, Scalar
from leadoff.source.values import value_of


def read(text: str) -> Any:
    """The data of a text that nothing is wrong with."""
    source = SourceText("r.yaml", text)
    collector = Collector(source)
    tree = compose(source, collector)
    assert collector.sorted() == ()
    return data_of(tree)


def data_of(node: Any) -> Any:
    if isinstance(node, MappingNode):
        return {key.text: data_of(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [data_of(item) for item in node.items]
    assert isinstance(node, Scalar)
    return value_of(node)
