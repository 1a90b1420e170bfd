import { readersTimes } from '@/app/(console)/reader'
import { type Bar, SERIES as keys, type SeriesKey, type Span, unitOf } from '@/lib/console/activity/figures'
import { axisText } from '@/lib/console/dates'
import { say } from '@/lib/console/words/generated/overview'
import { numberText } from '@/lib/console/words/say'
import { CardCell, CardRow, CardTable } from '../../_ui/card-table'

const fills: Record<SeriesKey, string> = {
  done: 'fill-mark-good',
  asked: 'fill-mark-plain',
  refused: 'fill-mark-warn',
  trouble: 'fill-mark-bad',
}
const dots: Record<SeriesKey, string> = {
  done: 'bg-mark-good',
  asked: 'bg-mark-plain',
  refused: 'bg-mark-warn',
  trouble: 'bg-mark-bad',
}

/** The name of a column: without what it is made of, which stands above the bars. */
const headOf = (key: SeriesKey) => say(`overview.series.${key}.head`)

const WIDTH = 720
const HEIGHT = 180

const totalOf = (bar: Bar) => keys.reduce((total, key) => total + bar[key], 0)

/** The next number above that reads well on an axis: one digit and zeros. */
function roundedUp(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= most) ?? 10) * power
}

function Stack({ bar, x, width, top }: { bar: Bar; x: number; width: number; top: number }) {
  let y = HEIGHT
  return keys.map((key) => {
    const height = (bar[key] / top) * HEIGHT
    y -= height
    return height > 0 && <rect key={key} x={x} y={y} width={width} height={height} className={fills[key]} />
  })
}

/** Bars stacked by how it ended. The picture is for the eye; the table behind it has the same figures. */
export async function OutcomeChart({ bars, span }: { bars: readonly Bar[]; span: Span }) {
  const top = roundedUp(Math.max(...bars.map(totalOf)))
  const step = WIDTH / bars.length
  const every = Math.ceil(bars.length / 4)
  const times = await readersTimes()
  const timeOf = (at: Date) => axisText(at, times, unitOf(span))
  return (
    <figure className="grid gap-4">
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-[13px] text-soft">
        {keys.map((key) => (
          <li key={key} className="inline-flex items-center gap-2">
            <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-[3px] ${dots[key]}`} />
            {say(`overview.series.${key}.name`)}
          </li>
        ))}
      </ul>
      <div className="grid gap-1 text-[12px] text-faint tabular-nums">
        <span aria-hidden="true">{numberText(top)}</span>
        <svg
          role="img"
          aria-label={say('overview.chart.label')}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-44 w-full"
        >
          <line x1="0" x2={WIDTH} y1="1" y2="1" className="stroke-rule" strokeDasharray="3 4" />
          {bars.map((bar, place) => (
            <g key={bar.from.toISOString()}>
              <title>
                {say('overview.chart.bar', {
                  from: timeOf(bar.from),
                  counts: keys
                    .map((key) =>
                      say('overview.chart.count', {
                        series: say(`overview.series.${key}.name`),
                        count: bar[key],
                      }),
                    )
                    .join(', '),
                })}
              </title>
              <rect x={place * step} y="0" width={step} height={HEIGHT} fill="transparent" />
              <Stack bar={bar} x={place * step + step * 0.15} width={step * 0.7} top={top} />
            </g>
          ))}
          <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-control" />
        </svg>
        <span aria-hidden="true" className="flex">
          {bars.map((bar, place) => (
            <span key={bar.from.toISOString()} className="w-0 grow whitespace-nowrap">
              {place % every === 0 && timeOf(bar.from)}
            </span>
          ))}
        </span>
      </div>
      <figcaption>
        <details>
          <summary className="w-fit cursor-pointer text-[13px] font-medium">
            {say('overview.chart.asATable')}
          </summary>
          <div className="mt-3">
            <CardTable
              label={say('overview.chart.tableLabel')}
              heads={[
                say('overview.chart.from'),
                ...keys.map((key) => ({ head: headOf(key), isNumber: true as const })),
              ]}
            >
              {bars.map((bar) => (
                <CardRow key={bar.from.toISOString()}>
                  <CardCell head={say('overview.chart.from')}>{timeOf(bar.from)}</CardCell>
                  {keys.map((key) => (
                    <CardCell key={key} head={headOf(key)} isNumber>
                      {numberText(bar[key])}
                    </CardCell>
                  ))}
                </CardRow>
              ))}
            </CardTable>
          </div>
        </details>
      </figcaption>
    </figure>
  )
}
