"""The CFO's workbook: a scenario's money by month in live formulas that Excel works out anew."""
