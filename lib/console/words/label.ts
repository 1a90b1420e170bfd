/** What people call a text, and where on its page or in its mail it stands. */
export type Label = readonly [name: string, where: string]

/** A label for each text of a catalogue, in the catalogue's own shape: the compiler asks for each and refuses others. */
export type Labels<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? Label : Labels<Texts[Key]>
}
