const WIDTH = 96
const HEIGHT = 24

/** How a day went, for the eye: the number beside it says the same in all. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(...values, 1)
  const step = WIDTH / Math.max(values.length - 1, 1)
  const points = values.map(
    (value, place) =>
      `${(place * step).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`,
  )
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
