export type Faults = { path: string; message: string }[]

/** What a schema refused, as forms find it: `config/cognito/region`. */
export const faultsOf = (
  refusals: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Faults => refusals.map(({ path, message }) => ({ path: path.map(String).join('/'), message }))

/** What an action of the console returns: only what its page shows. */
export type ActionResult<Output> =
  | { ok: true; value: Output }
  | { ok: false; reason: 'signed-out' | 'sign-in-again' | 'not-there' }
  | { ok: false; reason: 'invalid'; faults: Faults }

export const done = <Output>(value: Output): ActionResult<Output> => ({ ok: true, value })
export const invalid = (path: string, message: string): ActionResult<never> => ({
  ok: false,
  reason: 'invalid',
  faults: [{ path, message }],
})
