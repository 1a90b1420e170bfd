/** Puts a text on the clipboard; false where the browser doesn't let this page. */
export const copyText = (text: string): Promise<boolean> =>
  // Outside of a secure context there is no clipboard at all.
  Promise.resolve()
    .then(() => navigator.clipboard.writeText(text))
    .then(
      () => true,
      () => false,
    )
