type Write = { error: unknown; submittedAt: number }

/** Return why the write that was begun last failed, or null: what others failed at before is over. */
export function latestError(...writes: Write[]): unknown {
  return writes.reduce((latest, write) => (write.submittedAt > latest.submittedAt ? write : latest)).error
}
