import { contrast } from '@/lib/brand/contrast'

const NEUTRAL = '#52525b'

const initialOf = (name: string) => /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '·'

/** A tenant's icon; where it has none, its initial on its own colour. */
export function TenantMark({
  slug,
  name,
  icon,
  colour,
}: {
  slug: string
  name: string
  icon: { readonly hash: string } | null
  colour: string | null
}) {
  if (icon !== null) {
    return (
      // biome-ignore lint/performance/noImgElement: as the brand's own pages show it.
      <img
        src={`/${slug}/assets/${icon.hash}`}
        alt=""
        width={28}
        height={28}
        className="size-7 shrink-0 rounded-md object-contain"
      />
    )
  }
  const back = colour ?? NEUTRAL
  const front = contrast(back, '#ffffff') >= contrast(back, '#18181b') ? '#ffffff' : '#18181b'
  return (
    <svg viewBox="0 0 28 28" className="size-7 shrink-0" aria-hidden="true">
      <rect width="28" height="28" rx="6" fill={back} />
      <text x="14" y="19" textAnchor="middle" fontSize="13" fontWeight="600" fill={front}>
        {initialOf(name)}
      </text>
    </svg>
  )
}
