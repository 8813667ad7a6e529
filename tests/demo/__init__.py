"""A demonstration: fictional jurisdictions with notices and awards in every state around a given day."""

from tests.demo.writing import write_demo

__all__ = ["write_demo"]
