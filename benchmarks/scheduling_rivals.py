"""How other libraries solve the same instances, and the value that each reaches."""

from bisect import bisect_left

import networkx as nx
import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linear_sum_assignment

from benchmarks.scheduling_instances import Candidates

LIMIT = 30  # seconds CP-SAT may take


def cp_sat(candidates: Candidates, gap: int = 1) -> tuple[int, bool]:
    """Return the value CP-SAT reaches, and whether it proved it."""
    model = cp_model.CpModel()
    at: dict[int, list[cp_model.IntVar]] = {}
    chosen, weights = [], []
    for choices in candidates:
        mine = [model.new_bool_var("") for _ in choices]
        model.add_at_most_one(mine)
        for variable, (start, weight) in zip(mine, choices, strict=True):
            at.setdefault(start, []).append(variable)
            chosen.append(variable)
            weights.append(weight)
    starts = sorted(at)
    reached = 0
    for k, start in enumerate(starts):
        over = bisect_left(starts, start + gap)
        if over > reached:
            model.add_at_most_one(variable for other in starts[k:over] for variable in at[other])
            reached = over
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = LIMIT
    status = solver.solve(model)
    return round(solver.objective_value), status == cp_model.OPTIMAL


def cp_sat_value(candidates: Candidates) -> int | None:
    """Return the best value, or None when time is up before it is proved."""
    value, is_optimal = cp_sat(candidates)
    return value if is_optimal else None


def scipy_matrix(candidates: Candidates, starts: int) -> np.ndarray:
    matrix = np.zeros((len(candidates), starts), dtype=np.int64)
    for who, choices in enumerate(candidates):
        for start, weight in choices:
            matrix[who, start] = weight
    return matrix


def scipy_value(matrix: np.ndarray) -> int:
    return int(matrix[linear_sum_assignment(matrix, maximize=True)].sum())


def networkx_value(candidates: Candidates) -> int:
    graph = nx.Graph()
    for who, choices in enumerate(candidates):
        graph.add_weighted_edges_from((who, ("start", start), weight) for start, weight in choices)
    return sum(graph[one][other]["weight"] for one, other in nx.max_weight_matching(graph))
