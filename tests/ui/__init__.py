"""Tests of the pages by AppTest: everything but the browser."""
