"""Where the heavy stages run: Arrow batches in, Arrow batches out, no global state.

``local`` maps a stage over batches in this process. A stage is a plain function
``pa.RecordBatch -> pa.RecordBatch``, so Spark's ``mapInArrow`` runs the very same one.
"""
