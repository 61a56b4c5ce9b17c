"""Reads pasted lines, CSV files and vCards as rows; knows neither the database nor the web."""
