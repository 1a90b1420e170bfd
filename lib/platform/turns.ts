/**
 * Lets those who come go on one after the other, each in a turn of the event loop of its own: what others wait for is read
 * in between, however many come at once.
 */
export function turns(): () => Promise<void> {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return last
  }
}
