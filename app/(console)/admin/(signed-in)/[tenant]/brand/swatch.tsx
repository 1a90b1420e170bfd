'use client'

/** A colour as a small square. Set by script: the console's policy allows no style attributes. */
export function Swatch({ hex }: { hex: string }) {
  return (
    <span
      aria-hidden="true"
      ref={(element) => {
        element?.style.setProperty('background', hex)
      }}
      className="inline-block size-3.5 shrink-0 rounded border border-control"
    />
  )
}
