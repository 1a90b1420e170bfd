const WIDTH = 96
const HEIGHT = 24
/** Leaves room for half of the line's width. */
const EDGE = 2

/** How a day went, for the eye: the number beside it says the same in all. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(...values, 1)
  const step = (WIDTH - 2 * EDGE) / Math.max(values.length - 1, 1)
  const points = values.map((value, place) => {
    const x = EDGE + place * step
    const y = HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-6 w-24 shrink-0" aria-hidden="true">
      <polyline
        points={points.join(' ')}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        className={values.some((value) => value > 0) ? 'stroke-ink' : 'stroke-control'}
      />
    </svg>
  )
}
