"""Linting: the checks of one rule set, all together, on sets of many shapes and sizes.

    python -m tests.benchmarks.lint [CODE ...]

Prints the CPU seconds of every check that applies, what it found, and what it could not prove
within its budget. Goals are those of the issue tracker: 50 random weighted rules over 10 facts in 5
seconds, 100 in 20, 500 rules decided by `first` in 5, and nothing that hangs.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from itertools import combinations
from typing import TYPE_CHECKING

from leadoff.diagnostic.text import SourceText
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.rule_set import RuleSet, load_rules
from leadoff.linter.checks import ALL
from leadoff.linter.subject import Subject
from leadoff.ruleset.parse import parse_rule_file

from .workload import FACTS, OUTCOMES, make_rules, rule_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .workload import Fact

HEAD = "leadoff: 1\nprofile: none\n"


def main(codes: Sequence[str]) -> None:
    """Print a line for each set and its checks."""
    for name, rule_set in sets():
        total, parts, unproved = measured(rule_set, codes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:<42} {total:7.2f} s   peak {peak} MiB", flush=True)
        print(f"    {'  '.join(parts)}")
        for each in unproved:
            print(f"    not proved: {each}")


def measured(rule_set: RuleSet, codes: Sequence[str]) -> tuple[float, list[str], list[str]]:
    """The seconds of all checks, of each one that took a while, and what is not proved."""
    subject = Subject(rule_set)
    total, parts, unproved = 0.0, [], []
    for check in ALL:
        code = check.code.value
        if subject.file.decide.by not in check.policies or (codes and code not in codes):
            continue
        start = time.process_time()
        found = 0
        try:
            for _ in check.find(subject):
                found += 1
        except OverBudgetError as error:
            unproved.append(f"{code}: {error}")
        seconds = time.process_time() - start
        total += seconds
        parts.append(f"{code} {seconds:.2f} ({found})")
    return total, parts, unproved


def sets() -> Iterator[tuple[str, RuleSet]]:
    """The sets by name, from the smallest."""
    yield "the shipped rules", load_rules()
    for size in (5, 20, 50, 100, 200):
        for seed in (20, 21, 22):
            yield f"{size} weighted rules, seed {seed}", weighted(size, seed)
    for size in (50, 100):
        yield f"{size} weighted rules, odd strengths", odd(size)
    for policy in ("first", "unique", "any", "priority", "collect"):
        for size in (100, 500):
            yield f"{size} rules, {policy}", by_policy(size, policy)
    for narrowest, widest in ((5, 30), (20, 60), (40, 90)):
        name = f"500 rules of ranges, {narrowest} to {widest} percent wide, first"
        yield name, ranged(500, narrowest, widest)
    yield "500 disjoint ranges, unique", disjoint(500)
    yield "500 disjoint ranges, first", made(disjoint_text(500, "first"))
    yield "100 equal rules over 8 open texts, first", equal(100, "first")
    yield "100 equal rules over 8 open texts, votes", equal(100, "votes")
    yield "30 flags with pairwise rules, votes", pairwise(30, "votes")
    yield "30 flags with pairwise rules, first", pairwise(30, "first")
    yield "30 flags with pairwise rules, never a tie", never_a_tie(30)
    yield "30 flags with pairwise rules, all unlike", all_unlike(30)
    yield "a catch-all above 500 rules, first", below_catch_all(500)


def made(text: str) -> RuleSet:
    """A rule set from its text."""
    return RuleSet(parse_rule_file(SourceText("rules.yaml", text), ()))


def weighted(size: int, seed: int = 20) -> RuleSet:
    """Random rules as in the other benchmarks, by votes."""
    return made(rule_file(make_rules(size, seed)).replace("  tie: neither\n", ""))


def odd(size: int) -> RuleSet:
    """The same with strengths that make ties rare."""
    text = rule_file(make_rules(size)).replace("  tie: neither\n", "")
    for points, other in ((5, 1009), (10, 2503), (25, 5003), (40, 8009), (65, 13007), (90, 18013)):
        text = text.replace(f": {points}\n", f": {other}\n", 1)
    return made(text)


def by_policy(size: int, policy: str) -> RuleSet:
    """The same rules under a policy without points."""
    lines = [
        line.replace("    votes:", "    gives:")
        for line in rule_file(make_rules(size)).splitlines()
        if not line.strip().startswith(("strength:", "among:", "tie:"))
    ]
    text = "\n".join(lines).replace("by: votes", f"by: {policy}") + "\n"
    start, end = text.index("strengths:"), text.index("decide:")
    return made(text[:start] + text[end:])


def ranged(size: int, narrowest: int, widest: int) -> RuleSet:
    """Rules of two to four tests by `first`; numbers lie between two ends, so many percent apart.

    Few rules hide others entirely, and what is left of each is cut into many pieces.
    """
    random_ = random.Random(f"ranges {size} {narrowest} {widest}")
    text = rule_file(make_rules(1))
    lines = [text[: text.index("strengths:")] + "decide: {by: first}\nrules:"]
    for place in range(size):
        facts = random_.sample(FACTS, random_.randint(2, 4))
        when = ", ".join(_one_test(random_, fact, narrowest, widest) for fact in facts)
        lines.append(f"  - {{id: r{place}, when: {{{when}}}, gives: {random_.choice(OUTCOMES)}}}")
    return made("\n".join(lines) + "\n")


def _one_test(random_: random.Random, fact: Fact, narrowest: int, widest: int) -> str:
    if fact.kind == "flag":
        return f"{fact.name}: {random_.choice(('true', 'false'))}"
    if fact.values:
        return f"{fact.name}: {random_.choice(fact.values)}"
    start = random_.randrange(fact.low, fact.high)
    end = start + (fact.high - fact.low) * random_.randint(narrowest, widest) // 100
    return f"{fact.name}: {{at_least: {start}, at_most: {min(end, fact.high)}}}"


def disjoint_text(size: int, policy: str) -> str:
    """Rules of one range each, side by side."""
    lines = [HEAD + "facts: {n: {kind: whole, range: {at_least: 0}}}"]
    lines.append(f"outcomes: {{a: {{}}, b: {{}}}}\ndecide: {{by: {policy}}}\nrules:")
    for place in range(size):
        test = f"{{at_least: {10 * place}, below: {10 * place + 10}}}"
        lines.append(f"  - {{id: r{place}, when: {{n: {test}}}, gives: {'ab'[place % 2]}}}")
    return "\n".join(lines) + "\n"


def disjoint(size: int) -> RuleSet:
    """Rules of one range each, side by side."""
    return made(disjoint_text(size, "unique"))


def effect(policy: str, place: int) -> str:
    """What the rule at a place does."""
    if policy == "votes":
        return f"votes: {'ab'[place % 2]}, strength: s{place % 3}"
    return f"gives: {'ab'[place % 2]}"


def head(policy: str) -> str:
    """Outcomes and policy of the degenerate sets."""
    strengths = "strengths: {s0: 3, s1: 5, s2: 11}\n" if policy == "votes" else ""
    return f"outcomes: {{a: {{}}, b: {{}}}}\n{strengths}decide: {{by: {policy}}}\nrules:"


def equal(size: int, policy: str) -> RuleSet:
    """The same condition again and again."""
    facts = ", ".join(f"t{place}: {{kind: text}}" for place in range(8))
    when = ", ".join(f"t{place}: x{place}" for place in range(8))
    lines = [f"{HEAD}facts: {{{facts}}}\n{head(policy)}"]
    lines += [
        f"  - {{id: r{place}, when: {{{when}}}, {effect(policy, place)}}}" for place in range(size)
    ]
    return made("\n".join(lines) + "\n")


def pairwise(count: int, policy: str) -> RuleSet:
    """A rule for each two of many flags."""
    facts = ", ".join(f"f{place}: {{kind: flag}}" for place in range(count))
    lines = [f"{HEAD}facts: {{{facts}}}\n{head(policy)}"]
    for place, (one, two) in enumerate(combinations(range(count), 2)):
        when = f"{{f{one}: true, f{two}: true}}"
        lines.append(f"  - {{id: r{place}, when: {when}, {effect(policy, place)}}}")
    return made("\n".join(lines) + "\n")


def never_a_tie(count: int) -> RuleSet:
    """Even points for all pairs of flags, and one point that is always there."""
    text = pairwise(count, "votes").file.source.text
    text = text.replace("s0: 3, s1: 5, s2: 11", "s0: 4, s1: 6, s2: 10, one: 1")
    return made(f"{text}  - {{id: odd, when: always, votes: a, strength: one}}\n")


def all_unlike(count: int) -> RuleSet:
    """Points that no two rules share: whether some of them add up alike is hard to say."""
    pairs = list(combinations(range(count), 2))
    facts = ", ".join(f"f{place}: {{kind: flag}}" for place in range(count))
    lines = [f"{HEAD}facts: {{{facts}}}\noutcomes: {{a: {{}}, b: {{}}}}\nstrengths:"]
    lines += [
        f"  s{place}: {place * 7_654_321 % 999_999_937 + 1}" for place in range(1, len(pairs) + 1)
    ]
    lines.append("decide: {by: votes}\nrules:")
    for place, (one, two) in enumerate(pairs, start=1):
        when = f"{{f{one}: true, f{two}: true}}"
        does = f"votes: {'ab'[place % 2]}, strength: s{place}"
        lines.append(f"  - {{id: r{place}, when: {when}, {does}}}")
    return made("\n".join(lines) + "\n")


def below_catch_all(size: int) -> RuleSet:
    """Rules that none of can ever be first."""
    text = disjoint_text(size, "first")
    return made(text.replace("rules:\n", "rules:\n  - {id: all, when: always, gives: a}\n", 1))


if __name__ == "__main__":
    main(sys.argv[1:])
