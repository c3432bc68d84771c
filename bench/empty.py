"""The emptiest Streamlit page with one lever: what any answer has to pay."""

import streamlit as st

st.write(st.slider("Lever", 0, 100, 50))
