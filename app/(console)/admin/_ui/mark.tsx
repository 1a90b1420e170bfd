/** `isWordHidden`: on a rail of icons the letter stands alone. */
export function Mark({ isWordHidden = false }: { isWordHidden?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 text-[15px] font-semibold">
      <span
        aria-hidden="true"
        className="grid size-6 shrink-0 place-content-center rounded-md bg-ink text-[12px] font-bold text-on-ink"
      >
        R
      </span>
      <span className={isWordHidden ? 'sm:max-lg:sr-only' : undefined}>Rekey</span>
    </span>
  )
}
