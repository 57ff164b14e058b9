"""Benchmarks, run by hand and never as tests: each prints ratios against rivals of the same run.

    python -m tests.benchmarks.decide      deciding, against other rule engines
    python -m tests.benchmarks.load        loading a rule file, against yaml.load
    python -m tests.benchmarks.startup     the command, against bare Python

Run them from the root of the checkout, with leadoff installed together with its extra `bench`.
Absolute figures move with the machine and its neighbours: the ratios are the result.
"""
