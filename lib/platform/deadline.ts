/** Something took longer than its caller can wait; whether it happens after all is not known. */
export class DeadlinePassed extends Error {
  constructor(what: string, limitMs: number) {
    super(`${what} took longer than ${limitMs} ms`)
    this.name = 'DeadlinePassed'
  }
}

/**
 * Waits for a promise, but not for longer than `limitMs`. The work itself goes on; its late failure is
 * swallowed, for nobody is left to hear it.
 *
 * @throws DeadlinePassed when the time is up
 */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(what, limitMs)), limitMs)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
