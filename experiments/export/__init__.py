"""Export: what was stored, as files for spreadsheets, R, Stata and SPSS, with what its columns mean."""
