"""Results to what people read: one HTML page, a workbook of tables, sentences in plain French and English."""
