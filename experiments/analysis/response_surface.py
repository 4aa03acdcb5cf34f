"""Response surfaces: a quadratic function of two fields, fitted to the means at the points of a sample.

Source: G. E. P. Box, K. B. Wilson: On the Experimental Attainment of Optimum Conditions, 1951.
"""

from dataclasses import dataclass

import numpy as np

from experiments.analysis.statistics import Numbers

TERMS = 6


@dataclass(frozen=True, slots=True)
class ResponseSurface:
    """A fitted surface.

    Attributes:
        weights: of 1, x, y, x², xy and y², each field from −1 to 1 over its range.
        explained: share of the variance between the points that it explains.
    """

    weights: Numbers
    explained: float

    def at(self, x: Numbers, y: Numbers) -> Numbers:
        """Return the surface at places given from −1 to 1 in each field."""
        return _terms(x, y) @ self.weights


def response_surface(x: Numbers, y: Numbers, values: Numbers) -> ResponseSurface | None:
    """Fit a surface by least squares; None where there are fewer than two points for each of its terms, or no variance.

    Args:
        x: one place a point, from −1 to 1 over the range of the field.
        y: likewise of the other field.
        values: what is observed there; nan is left out.
    """
    seen = ~np.isnan(values)
    if seen.sum() < 2 * TERMS or np.ptp(values[seen]) == 0:
        return None
    terms = _terms(x[seen], y[seen])
    weights, *_ = np.linalg.lstsq(terms, values[seen])
    left = values[seen] - terms @ weights
    return ResponseSurface(weights, float(1 - left.var() / values[seen].var()))


def _terms(x: Numbers, y: Numbers) -> Numbers:
    return np.stack([np.ones_like(x), x, y, x**2, x * y, y**2], axis=-1)
