/**
 * Lets callers continue one by one, each in its own turn of the event loop, so that I/O is read in between, however
 * many come at once.
 */
export function turns(): () => Promise<void> {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return last
  }
}
