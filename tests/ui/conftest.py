"""Fixtures of the tests by AppTest."""

from collections.abc import Iterator

import pytest
import streamlit as st


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """Each test has a home of its own, and the caches of the process must not know another."""
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()
