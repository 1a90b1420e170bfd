/** Something took longer than its caller can wait; it may still happen. */
export class DeadlinePassed extends Error {
  constructor(what: string, limitMs: number) {
    super(`${what} took longer than ${limitMs} ms`)
    this.name = 'DeadlinePassed'
  }
}

/**
 * Waits for a promise, but not for longer than `limitMs`. The work itself goes on; its late failure is swallowed,
 * because nobody waits for it any more.
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
