"""Charts turn figures into Altair exhibits, alike on screen and on paper; one file an exhibit."""
