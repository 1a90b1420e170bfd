type StringShape = {
  type: 'string'
  min?: number
  max?: number
  pattern?: string
  oneOf?: readonly string[]
  sensitive?: true
}
export type Shape =
  | StringShape
  | { type: 'boolean' }
  | { type: 'integer'; min?: number; max?: number }
  | { type: 'map'; value: StringShape }
  | { type: 'list'; of: Shape }
  | { type: 'structure'; members: Members }
type Member = Shape & { required?: true }
export type Members = { readonly [name: string]: Member }

type Value<S> = S extends { type: 'string' }
  ? string
  : S extends { type: 'boolean' }
    ? boolean
    : S extends { type: 'integer' }
      ? number
      : S extends { type: 'map' }
        ? Record<string, string>
        : S extends { type: 'list'; of: infer Of }
          ? Value<Of>[]
          : S extends { type: 'structure'; members: infer M }
            ? Input<M>
            : never

type Required<M> = { [K in keyof M]: M[K] extends { required: true } ? K : never }[keyof M]

/** The TypeScript type of a request, derived from its description, so the two cannot drift apart. */
export type Input<M> = { [K in Required<M>]: Value<M[K]> } & {
  [K in Exclude<keyof M, Required<M>>]?: Value<M[K]>
}
