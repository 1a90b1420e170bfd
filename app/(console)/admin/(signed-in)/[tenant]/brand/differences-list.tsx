import type { Difference } from '@/lib/brand/difference'
import { AssetRef } from '@/lib/brand/schema'
import { Hex } from '@/lib/brand/schema-parts'
import { say } from '@/lib/console/words/generated/editor'
import { valueText } from '@/lib/console/words/path-label'
import { changeTitle } from '@/lib/console/words/word-label'
import { Swatch } from './swatch'

function Value({ value, slug }: { value: unknown; slug: string }) {
  const picture = AssetRef.safeParse(value)
  if (picture.success) {
    return (
      // biome-ignore lint/performance/noImgElement: a tenant's picture is drawn anew already and served as it is
      <img
        src={`/${slug}/assets/${picture.data.hash}`}
        width={picture.data.width}
        height={picture.data.height}
        alt={valueText(value)}
        className="h-6 w-auto max-w-28 rounded bg-[#f4f4f5] object-contain"
      />
    )
  }
  if (Hex.safeParse(value).success) {
    return (
      <span className="flex items-center gap-1.5 font-mono text-[12px]">
        <Swatch hex={String(value)} /> {String(value).toUpperCase()}
      </span>
    )
  }
  return <span className={value === undefined ? 'text-faint italic' : ''}>{valueText(value)}</span>
}

/** What changes, one value per line: before, after. */
export function DifferencesList({ changes, slug }: { changes: readonly Difference[]; slug: string }) {
  return (
    <table className="w-full border-collapse text-[13px]">
      <thead>
        <tr>
          {[
            say('editor.differencesList.what'),
            say('editor.differencesList.before'),
            say('editor.differencesList.after'),
          ].map((head) => (
            <th
              key={head}
              scope="col"
              className="border-b border-rule py-1.5 pe-3 text-start font-medium text-soft"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row" className="border-b border-rule py-2 pe-3 text-start align-top font-medium">
              {changeTitle(path)}
            </th>
            <td className="border-b border-rule py-2 pe-3 align-top break-words">
              <Value value={before} slug={slug} />
            </td>
            <td className="border-b border-rule py-2 align-top break-words">
              <Value value={after} slug={slug} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
